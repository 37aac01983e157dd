import { newPublicId } from '../../../kit/ids'
import { newReference } from '../../../kit/reference'
import { err, ok, type Result } from '../../../kit/result'
import { type ConsentHow, lockLine } from '../../../needs'
import type { Point } from '../../../places'
import { type Ctx, inCommand, makeSecretLink, repeatableSecret, type Tx } from '../../../platform'
import { type DonorContact, type PromiseError, promiseToLine } from '../../commands/promise-goods'
import { linesTaking } from '../accepted-items'
import { listFreeLines } from '../queries/free-lines'
import { type Share, shareOut } from '../share-out'

/** One thing of a gift. */
export type GiftThing = {
  readonly itemId: string
  /** Whole number of the item's unit. */
  readonly quantity: number
  /** Where it is brought; null: it is fetched at the donor's. */
  readonly siteId: string | null
}

/** What a donor promises in one go, parsed. */
export type PromiseGift = {
  readonly things: readonly GiftThing[]
  /** Whose requests it may serve. */
  readonly regionId: string
  /** Where the donor is, for what is fetched there. */
  readonly point: Point
  readonly organizationId: string | null
  readonly comesFrom: Temporal.Instant | null
  readonly until: Temporal.Instant
  readonly contact: DonorContact
  /** Set when somebody enters it for the donor: how they agreed. */
  readonly consentHow?: ConsentHow | undefined
}

/** Why a gift is not promised; `itemId` names the thing it failed at. Nothing of it is promised then. */
export type PromiseGiftError = PromiseError & { readonly itemId: string }

/** A gift just promised. `secret` opens the donor's own page. */
export type PromisedGift = { readonly giftId: string; readonly reference: string; readonly secret: string }

type Kept = Omit<PromisedGift, 'secret'> & { readonly secret: string | null }

// Enough for a truck among households; what is left of a larger offer is promised in a second step.
const LINES_MAX = 100
const LOOKS = 3

/**
 * Promises what a donor has, each thing to as many lines as it takes: all of it, or nothing. Which lines is decided here and told nobody.
 * Records pledge.made, line.moved, line.claim-done, line.claim-trimmed.
 */
export async function promiseGift(ctx: Ctx, input: PromiseGift): Promise<Result<PromisedGift, PromiseGiftError>> {
  const giftId = newPublicId()
  const secret = await repeatableSecret(ctx.db, ctx, 'gift-link', giftId)
  const outcome = await inCommand<Kept, PromiseGiftError>(ctx, 'promiseGift', async (tx) => {
    const reference = await insertGift(tx, giftId, input.regionId)
    // In one order for everybody, so that two donors with the same things never wait for each other in a ring.
    for (const thing of [...input.things].sort((a, b) => (a.itemId < b.itemId ? -1 : 1))) {
      const promised = await promiseThing(tx, giftId, input, thing)
      if (!promised.ok) return err({ ...promised.error, itemId: thing.itemId })
    }
    await makeSecretLink(tx.db, { purpose: 'gift', subjectId: giftId, expiresAt: null, secret }, tx.now)
    return ok({ giftId, reference, secret: ctx.idempotency === undefined ? secret : null })
  })
  if (!outcome.ok) return outcome
  const { secret: kept, ...promised } = outcome.value
  const own = promised.giftId === giftId ? secret : await repeatableSecret(ctx.db, ctx, 'gift-link', promised.giftId)
  return ok({ ...promised, secret: kept ?? own })
}

async function insertGift(tx: Tx, id: string, regionId: string): Promise<string> {
  for (;;) {
    const row = await tx.db
      .insertInto('gifts')
      .values({ id, reference: newReference(), region_id: regionId, made_at: tx.now })
      .onConflict((c) => c.column('reference').doNothing())
      .returning('reference')
      .executeTakeFirst()
    if (row !== undefined) return row.reference
  }
}

async function promiseThing(
  tx: Tx,
  giftId: string,
  input: PromiseGift,
  thing: GiftThing,
): Promise<Result<null, PromiseError>> {
  const shares = await findShares(tx, input, thing)
  if (!shares.ok) return shares
  const { organizationId, comesFrom, until, contact, consentHow } = input
  for (const { lineId, quantity } of shares.value) {
    const made = await promiseToLine(tx, newPublicId(), {
      lineId,
      itemId: thing.itemId,
      quantity,
      organizationId,
      siteId: thing.siteId,
      comesFrom,
      until,
      contact,
      consentHow,
    })
    if (!made.ok) return made
    await tx.db.insertInto('gift_pledges').values({ gift_id: giftId, pledge_id: made.value.id }).execute()
  }
  return ok(null)
}

/**
 * Shares that still hold once their lines are locked. What another donor took in between is looked for in other lines; what is nowhere left
 * is no longer open.
 */
async function findShares(tx: Tx, input: PromiseGift, thing: GiftThing): Promise<Result<Share[], PromiseError>> {
  const site =
    thing.siteId === null
      ? undefined
      : await tx.db
          .selectFrom('sites')
          .select(['organization_id', 'region_id', 'latitude', 'longitude'])
          .where('id', '=', thing.siteId)
          .executeTakeFirst()
  if (thing.siteId !== null && site?.region_id !== input.regionId) return err({ kind: 'not-found' })
  const items = linesTaking(thing.itemId)
  const holder = site?.organization_id ?? input.organizationId
  const look = async () =>
    shareOut(
      await listFreeLines(tx.db, input.regionId, items, holder, tx.now),
      thing.quantity,
      items,
      site ?? input.point,
    ).slice(0, LINES_MAX)
  let shares = await look()
  for (let looks = 1; looks <= LOOKS && sumOf(shares) >= thing.quantity; looks++) {
    // In one order for everybody, so that two donors never wait for each other in a ring.
    for (const { lineId } of [...shares].sort((a, b) => (a.lineId < b.lineId ? -1 : 1))) await lockLine(tx, lineId)
    const locked = new Set(shares.map(({ lineId }) => lineId))
    shares = await look()
    if (sumOf(shares) === thing.quantity && shares.every(({ lineId }) => locked.has(lineId))) return ok(inOrder(shares))
  }
  return err({ kind: 'too-much', open: sumOf(shares) })
}

const sumOf = (shares: readonly Share[]): number => shares.reduce((sum, { quantity }) => sum + quantity, 0)

const inOrder = (shares: readonly Share[]): Share[] => [...shares].sort((a, b) => (a.lineId < b.lineId ? -1 : 1))
