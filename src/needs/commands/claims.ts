import type { Selectable } from 'kysely'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { suspensionOfOrganization } from '../../people'
import { type Ctx, type DB, inCommand, may, type Tx } from '../../platform'
import { claimDone, claimLapsed, claimReleased, claimTrimmed, lineClaimed, publicOf } from '../entries'
import { mayStep } from '../need'
import { type ClaimRoom, claimRoom } from './claim-brake'
import { type LineMove, type LineRow, lockLine, moveLine } from './move-line'
import { doneBy, type NeedRow } from './needs-of'

/** A claim as its row. */
export type ClaimRow = Selectable<DB['line_claims']>
type MovedNeed = Pick<NeedRow, 'id' | 'region_id' | 'zone' | 'drill'>

/** A line, or part of it, taken by an organization until a moment. */
export type ClaimLine = {
  readonly lineId: string
  readonly organizationId: string
  /** Whole number of the line's unit. */
  readonly quantity: number
  readonly until: Temporal.Instant
}

/** Why a line is not claimed. */
export type ClaimError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'wrong-state'; readonly state: string }
  /** Only a verified organization may claim a need at somebody's home. */
  | { readonly kind: 'not-verified' }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'wrong-time' }
  /** It holds as many open claims as it may for what it has closed: close or give back some first. */
  | ({ readonly kind: 'too-many-open' } & ClaimRoom)
  /** Less is free: others hold the rest. */
  | { readonly kind: 'too-much'; readonly free: number }

/** A claim just made; `until` as an ISO instant, quantity in the unit of the line. */
export type Claimed = {
  readonly claimId: string
  readonly needId: string
  readonly quantity: number
  readonly until: string
}

const DAYS_AHEAD_MAX = 30

/**
 * Takes a line or part of it for an organization until a deadline, at most 30 days away; then it lapses by itself. What all organizations
 * hold together never exceeds what is open: the line's row is locked, and the database checks the sum again at commit.
 * Records line.claimed, line.claim-lapsed.
 */
export const claimLine = (ctx: Ctx, input: ClaimLine): Promise<Result<Claimed, ClaimError>> =>
  inCommand<Claimed, ClaimError>(ctx, 'claimLine', async (tx) => {
    const line = await lockLine(tx, input.lineId)
    const need = line === undefined ? undefined : await findNeed(tx, line.need_id)
    if (line === undefined || need === undefined) return err({ kind: 'not-found' })
    const scope = { organizationId: input.organizationId, regionId: need.region_id }
    if (!may(ctx, 'needs:claim', scope)) return err({ kind: 'forbidden' })
    if (!mayStep('claim', need.state)) return err({ kind: 'wrong-state', state: need.state })
    const standing = await standingOf(tx, input.organizationId)
    if (standing === undefined) return err({ kind: 'forbidden' })
    if (standing.suspended) return err({ kind: 'suspended' })
    if (need.home_address && !standing.verified) return err({ kind: 'not-verified' })
    const room = await claimRoom(tx.db, input.organizationId, tx.now)
    if (room.open >= room.allowed) return err({ kind: 'too-many-open', ...room })
    const hours = (input.until.epochMilliseconds - tx.now.epochMilliseconds) / 3_600_000
    if (hours <= 0 || hours > DAYS_AHEAD_MAX * 24) return err({ kind: 'wrong-time' })
    const free = line.open - (await heldOf(tx, need, line.id))
    if (input.quantity < 1 || input.quantity > free) return err({ kind: 'too-much', free })
    const claimId = await holdLine(tx, need, { ...input, lineId: line.id })
    return ok({ claimId, needId: need.id, quantity: input.quantity, until: input.until.toString() })
  })

/** Writes a claim that is decided, and lets it lapse at its moment. Records line.claimed. */
export async function holdLine(tx: Tx, need: MovedNeed, taken: ClaimLine): Promise<string> {
  const { lineId, organizationId, quantity, until } = taken
  const claimId = newPublicId()
  const { person, key } = doneBy(tx)
  await tx.db
    .insertInto('line_claims')
    .values({
      id: claimId,
      line_id: lineId,
      need_id: need.id,
      organization_id: organizationId,
      quantity,
      until,
      state: 'held',
      claimed_by: person,
      claimed_by_key: key,
      claimed_at: tx.now,
    })
    .execute()
  tx.append(
    lineClaimed.entry({
      subjectId: claimId,
      regionId: need.region_id,
      organizationId,
      body: { line: lineId, need: need.id, quantity, until: until.toString() },
      public: { ...publicOf(need, tx.now), line: lineId, claim: claimId, organization: organizationId, quantity },
    }),
  )
  tx.wake('needs.lapse-claim', { claimId }, until, claimId)
  return claimId
}

const findNeed = (tx: Tx, needId: string) =>
  tx.db.selectFrom('needs').selectAll().where('id', '=', needId).executeTakeFirst()

/** Whether an organization may hold a claim on a need: active, not suspended, and verified where it is somebody's home. */
export async function mayHold(tx: Tx, need: Pick<NeedRow, 'home_address'>, organizationId: string): Promise<boolean> {
  const standing = await standingOf(tx, organizationId)
  return standing !== undefined && !standing.suspended && (standing.verified || !need.home_address)
}

async function standingOf(tx: Tx, organizationId: string) {
  const organization = await tx.db
    .selectFrom('organizations')
    .select(['state', 'verified_at'])
    .where('id', '=', organizationId)
    .executeTakeFirst()
  if (organization?.state !== 'active') return undefined
  const suspension = await suspensionOfOrganization(tx.db, organizationId, tx.now)
  return { verified: organization.verified_at !== null, suspended: suspension !== undefined }
}

// Claims past their deadline end here, so that nobody waits for the job that would end them.
async function heldOf(tx: Tx, need: MovedNeed, lineId: string): Promise<number> {
  let held = 0
  for (const claim of await listHeld(tx, lineId)) {
    if (Temporal.Instant.compare(claim.until, tx.now) <= 0) await endClaim(tx, need, claim, 'lapsed', claimLapsed)
    else held += claim.quantity
  }
  return held
}

const listHeld = (tx: Tx, lineId: string): Promise<ClaimRow[]> =>
  tx.db
    .selectFrom('line_claims')
    .selectAll()
    .where('line_id', '=', lineId)
    .where('state', '=', 'held')
    .orderBy('claimed_at', 'desc')
    .orderBy('id')
    .limit(1000)
    .execute()

/** The organization gives back what it took. Records line.claim-released. */
export const releaseClaim = (ctx: Ctx, claimId: string): Promise<Result<{ needId: string }, HeldError>> =>
  inCommand<{ needId: string }, HeldError>(ctx, 'releaseClaim', async (tx) => {
    const held = await lockHeldClaim(tx, claimId)
    if (!held.ok) return held
    const { claim, need } = held.value
    await endClaim(tx, need, claim, 'released', claimReleased)
    return ok({ needId: need.id })
  })

/** Nobody holds this claim, or not they. */
export type HeldError = { readonly kind: 'not-found' | 'forbidden' | 'ended' }

/** A claim that the organization still holds, locked as `lockClaim` does. */
export async function lockHeldClaim(
  tx: Tx,
  claimId: string,
): Promise<Result<NonNullable<Awaited<ReturnType<typeof lockClaim>>>, HeldError>> {
  const found = await lockClaim(tx, claimId)
  if (found === undefined) return err({ kind: 'not-found' })
  const { claim, need } = found
  if (!may(tx.ctx, 'needs:claim', { organizationId: claim.organization_id, regionId: need.region_id }))
    return err({ kind: 'forbidden' })
  return claim.state === 'held' ? ok(found) : err({ kind: 'ended' })
}

/** Ends a claim whose deadline has passed; nothing happens to one that has not or has already ended. Records line.claim-lapsed. */
export const lapseClaim = (ctx: Ctx, claimId: string): Promise<Result<{ lapsed: boolean }, never>> =>
  inCommand<{ lapsed: boolean }, never>(ctx, 'lapseClaim', async (tx) => {
    const found = await lockClaim(tx, claimId)
    if (found?.claim.state !== 'held' || Temporal.Instant.compare(found.claim.until, tx.now) > 0)
      return ok({ lapsed: false })
    await endClaim(tx, found.need, found.claim, 'lapsed', claimLapsed)
    return ok({ lapsed: true })
  })

/** A claim with its line and need, locked behind the line. */
export async function lockClaim(tx: Tx, claimId: string) {
  const seen = await tx.db.selectFrom('line_claims').select('line_id').where('id', '=', claimId).executeTakeFirst()
  const line = seen === undefined ? undefined : await lockLine(tx, seen.line_id)
  if (line === undefined) return undefined
  const claim = await tx.db.selectFrom('line_claims').selectAll().where('id', '=', claimId).executeTakeFirstOrThrow()
  const need = await findNeed(tx, line.need_id)
  return need === undefined ? undefined : { claim, line, need }
}

/** Ends a locked claim and records it. */
export async function endClaim(
  tx: Tx,
  need: MovedNeed,
  claim: ClaimRow,
  state: 'released' | 'lapsed' | 'done',
  entry: typeof claimReleased | typeof claimLapsed | typeof claimDone | typeof claimTrimmed,
): Promise<void> {
  await tx.db.updateTable('line_claims').set({ state, ended_at: tx.now }).where('id', '=', claim.id).execute()
  recordClaim(tx, need, claim, claim.quantity, entry)
}

function recordClaim(
  tx: Tx,
  need: MovedNeed,
  claim: ClaimRow,
  quantity: number,
  entry: typeof claimReleased | typeof claimLapsed | typeof claimDone | typeof claimTrimmed,
): void {
  tx.append(
    entry.entry({
      subjectId: claim.id,
      regionId: need.region_id,
      organizationId: claim.organization_id,
      body: { line: claim.line_id, need: need.id, quantity },
      public: {
        ...publicOf(need, tx.now),
        line: claim.line_id,
        claim: claim.id,
        organization: claim.organization_id,
        quantity,
      },
    }),
  )
}

/** Gives back everything held on a need that ends. Records line.claim-released. */
export async function releaseAllClaims(tx: Tx, need: MovedNeed): Promise<void> {
  const lines = await tx.db
    .selectFrom('need_lines')
    .select('id')
    .where('need_id', '=', need.id)
    .orderBy('id')
    .limit(50)
    .execute()
  for (const { id } of lines) {
    await lockLine(tx, id)
    for (const claim of await listHeld(tx, id)) await endClaim(tx, need, claim, 'released', claimReleased)
  }
}

/** Less is open than is held: the latest claims shrink first, down to nothing. Records line.claim-trimmed. */
export async function trimClaims(tx: Tx, need: MovedNeed, lineId: string, open: number): Promise<void> {
  const claims = await listHeld(tx, lineId)
  let over = claims.reduce((sum, claim) => sum + claim.quantity, 0) - open
  for (const claim of claims) {
    if (over <= 0) return
    const left = Math.max(0, claim.quantity - over)
    over -= claim.quantity - left
    if (left === 0) {
      await tx.db
        .updateTable('line_claims')
        .set({ state: 'released', ended_at: tx.now })
        .where('id', '=', claim.id)
        .execute()
    } else {
      await tx.db.updateTable('line_claims').set({ quantity: left }).where('id', '=', claim.id).execute()
    }
    recordClaim(tx, need, claim, left, claimTrimmed)
  }
}

/** What an organization gives to a line: by its claim, or freely. */
export type GiveToLine = {
  readonly lineId: string
  /** Claim it is given under; it shrinks by what is given and is done at zero. */
  readonly claimId?: string | undefined
  /** Whole number of the line's unit; what is more than open counts as surplus. */
  readonly quantity: number
  readonly to: 'promised' | 'delivered'
  readonly cause: string
  readonly causeId: string | null
}

/**
 * Counts something given to a line: open becomes promised or delivered, more than was open becomes surplus. For rooms below, inside their
 * command. Entries to declare: line.moved, line.claim-done, line.claim-trimmed.
 * @returns what was counted to the line and what was surplus
 */
export async function giveToLine(tx: Tx, give: GiveToLine): Promise<{ counted: number; surplus: number }> {
  const line = await lockLine(tx, give.lineId)
  const need = line === undefined ? undefined : await findNeed(tx, line.need_id)
  if (line === undefined || need === undefined) return { counted: 0, surplus: 0 }
  const counted = Math.min(give.quantity, line.open)
  const surplus = give.quantity - counted
  const move = (from: LineMove['from'], to: LineMove['to'], quantity: number) =>
    moveLine(tx, need, line.id, { from, to, quantity, cause: give.cause, causeId: give.causeId })
  if (counted > 0) {
    await useClaim(tx, need, line, give.claimId, counted)
    await trimClaims(tx, need, line.id, line.open - counted)
    await move('open', give.to, counted)
  }
  if (surplus > 0) await move('source', 'surplus', surplus)
  return { counted, surplus }
}

async function useClaim(
  tx: Tx,
  need: MovedNeed,
  line: LineRow,
  claimId: string | undefined,
  given: number,
): Promise<void> {
  const claim = (await listHeld(tx, line.id)).find((held) => held.id === claimId)
  if (claim === undefined) return
  if (given >= claim.quantity) await endClaim(tx, need, claim, 'done', claimDone)
  else
    await tx.db
      .updateTable('line_claims')
      .set({ quantity: claim.quantity - given })
      .where('id', '=', claim.id)
      .execute()
}
