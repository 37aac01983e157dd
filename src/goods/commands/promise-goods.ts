import { newReference } from '../../kit/reference'
import { err, ok, type Result } from '../../kit/result'
import { type ConsentHow, findItem, giveToLine, itemServes, lockLine } from '../../needs'
import { suspensionOfOrganization } from '../../people'
import { may, personOf, type Tx } from '../../platform'
import { pledgeMade } from '../entries'
import { PLEDGE_DAYS_MAX, type PledgeSource, type PledgeWay } from '../pledge'
import { type LineRow, movePledge, type NeedRow, type PledgeRow } from './move-pledge'
import type { SiteRow } from './move-stock'
import { publicOfPledge } from './public-of-pledge'

/** How to reach a donor, and where to fetch the goods. */
export type DonorContact = {
  readonly name: string
  readonly kind: 'phone' | 'email' | 'none'
  readonly value: string
  readonly lang: 'kk' | 'ru' | 'en'
  /** For a pick-up alone. */
  readonly address: string
  readonly point?: { readonly latitude: number; readonly longitude: number } | undefined
  readonly words: string
}

/** Goods somebody promises to one line, parsed: nothing behind it checks their form again. */
export type PromiseGoods = {
  readonly lineId: string
  /** The line's own item, or one that is accepted instead of it. */
  readonly itemId: string
  /** Whole number of the line's unit. */
  readonly quantity: number
  /** Set where an organization promises; the actor must manage its goods. */
  readonly organizationId: string | null
  /** Where the donor brings it; null: it is fetched at the donor's address. */
  readonly siteId: string | null
  readonly comesFrom: Temporal.Instant | null
  readonly until: Temporal.Instant
  readonly contact: DonorContact
  /** Set when somebody enters it for the donor: how they agreed. */
  readonly consentHow?: ConsentHow | undefined
}

/** Why goods are not promised. */
export type PromiseError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'wrong-state'; readonly state: string }
  /** Neither what was asked nor anything accepted instead. */
  | { readonly kind: 'wrong-item' }
  /** Prescription medicine: only from a pharmacy or medical organization whose licence is confirmed. */
  | { readonly kind: 'prescription' }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'site-not-open'; readonly state: string }
  | { readonly kind: 'wrong-time' }
  /** Less is open: the rest is promised already, or an organization holds it. */
  | { readonly kind: 'too-much'; readonly open: number }

/**
 * Reserves part of a line for goods a donor promises, inside a command: never more than is open, whatever others do at the same moment.
 * Anyone may promise as a person; what an organization holds by a claim is promised through a site of that organization alone, under its
 * claim. Ends by itself. Records pledge.made, line.moved, line.claim-done, line.claim-trimmed.
 */
export async function promiseToLine(
  tx: Tx,
  pledgeId: string,
  input: PromiseGoods,
): Promise<Result<PledgeRow, PromiseError>> {
  const found = await lineToServe(tx, input.lineId, input.itemId)
  if (!found.ok) return found
  const { line, need } = found.value
  const allowed = await checkDonor(tx, input, need)
  if (!allowed.ok) return allowed
  const site = await findSite(tx, input.siteId)
  if (!site.ok) return site
  const hours = (input.until.epochMilliseconds - tx.now.epochMilliseconds) / 3_600_000
  if (hours <= 0 || hours > PLEDGE_DAYS_MAX * 24) return err({ kind: 'wrong-time' })
  const held = await claimsOn(tx, line.id, site.value?.organization_id ?? input.organizationId)
  const open = line.open - held.byOthers
  if (input.quantity < 1 || input.quantity > open) return err({ kind: 'too-much', open: Math.max(0, open) })
  const pledge = await insertPledge(tx, {
    id: pledgeId,
    line,
    need,
    itemId: input.itemId,
    source: input.organizationId === null ? 'person' : 'organization',
    personId: input.organizationId === null && input.consentHow === undefined ? personOf(tx.ctx) : null,
    organizationId: input.organizationId,
    way: input.siteId === null ? 'picked-up' : 'brought',
    siteId: input.siteId,
    claimId: held.ownClaimId,
    comesFrom: input.comesFrom,
    until: input.until,
  })
  await tx.db.insertInto('pledge_contacts').values(contactRow(pledgeId, input.contact)).execute()
  await reserve(tx, { pledge, line, need }, input.quantity, 'awaited', input.consentHow ?? null)
  tx.wake('goods.expire-pledge', { pledgeId }, input.until, pledgeId)
  return ok(pledge)
}

/** A verified line, locked, that an item may serve. For every way of promising. */
export async function lineToServe(
  tx: Tx,
  lineId: string,
  itemId: string,
): Promise<Result<{ line: LineRow; need: NeedRow }, PromiseError>> {
  const line = await lockLine(tx, lineId)
  if (line === undefined) return err({ kind: 'not-found' })
  const need = await tx.db.selectFrom('needs').selectAll().where('id', '=', line.need_id).executeTakeFirstOrThrow()
  if (need.state !== 'verified') return err({ kind: 'wrong-state', state: need.state })
  if (line.item_id === null || !itemServes(line.item_id, itemId)) return err({ kind: 'wrong-item' })
  return ok({ line, need })
}

/** What is held of a line by claims that still run: the own one of an organization, and how much others hold together. */
export async function claimsOn(
  tx: Tx,
  lineId: string,
  organizationId: string | null,
): Promise<{ readonly ownClaimId: string | null; readonly byOthers: number }> {
  const claims = await tx.db
    .selectFrom('line_claims')
    .select(['id', 'organization_id', 'quantity'])
    .where('line_id', '=', lineId)
    .where('state', '=', 'held')
    .where('until', '>', tx.now)
    .orderBy('claimed_at')
    .limit(1000)
    .execute()
  const isOwn = (claim: (typeof claims)[number]) => claim.organization_id === organizationId
  return {
    ownClaimId: claims.find(isOwn)?.id ?? null,
    byOthers: claims.reduce((sum, claim) => sum + (isOwn(claim) ? 0 : claim.quantity), 0),
  }
}

async function checkDonor(tx: Tx, input: PromiseGoods, need: NeedRow): Promise<Result<null, PromiseError>> {
  const { organizationId } = input
  if (organizationId === null) {
    const isEntered = input.consentHow !== undefined
    if (isEntered && !may(tx.ctx, 'goods:enter', { regionId: need.region_id })) return err({ kind: 'forbidden' })
  } else {
    if (!may(tx.ctx, 'goods:manage', { organizationId, regionId: need.region_id })) return err({ kind: 'forbidden' })
    if ((await suspensionOfOrganization(tx.db, organizationId, tx.now)) !== undefined) return err({ kind: 'suspended' })
  }
  return (await mayGiveItem(tx, input.itemId, organizationId)) ? ok(null) : err({ kind: 'prescription' })
}

/** Whether this donor may give this item: prescription medicine comes from whoever holds a confirmed licence for it. */
export async function mayGiveItem(tx: Tx, itemId: string, organizationId: string | null): Promise<boolean> {
  if (findItem(itemId)?.prescription !== true) return true
  if (organizationId === null) return false
  const licence = await tx.db
    .selectFrom('organization_marks')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('what', 'in', ['pharmacy', 'medical'])
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return licence !== undefined
}

async function findSite(tx: Tx, siteId: string | null): Promise<Result<SiteRow | undefined, PromiseError>> {
  if (siteId === null) return ok(undefined)
  // Held to the commit, so that a site closed at this moment has either seen this promise or refused it.
  const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', siteId).forShare().executeTakeFirst()
  if (site === undefined) return err({ kind: 'not-found' })
  return site.state === 'open' ? ok(site) : err({ kind: 'site-not-open', state: site.state })
}

/** What a pledge is made of, beside its quantity, which only movements write. */
export type NewPledge = {
  readonly id: string
  readonly line: LineRow
  readonly need: NeedRow
  readonly itemId: string
  readonly source: PledgeSource
  readonly personId: string | null
  readonly organizationId: string | null
  readonly way: PledgeWay
  readonly siteId: string | null
  readonly claimId: string | null
  readonly comesFrom: Temporal.Instant | null
  readonly until: Temporal.Instant
}

/** The row of a pledge, still without any quantity. */
export async function insertPledge(tx: Tx, pledge: NewPledge): Promise<PledgeRow> {
  for (;;) {
    const row = await tx.db
      .insertInto('pledges')
      .values({
        id: pledge.id,
        reference: newReference(),
        region_id: pledge.need.region_id,
        need_id: pledge.need.id,
        line_id: pledge.line.id,
        item_id: pledge.itemId,
        source: pledge.source,
        person_id: pledge.personId,
        organization_id: pledge.organizationId,
        way: pledge.way,
        site_id: pledge.siteId,
        claim_id: pledge.claimId,
        comes_from: pledge.comesFrom,
        until: pledge.until,
        door: tx.ctx.door,
        drill: pledge.need.drill,
        made_at: tx.now,
      })
      .onConflict((c) => c.column('reference').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row !== undefined) return row
  }
}

/** Gives a new pledge its quantity and takes it from what is open. Records pledge.made, line.moved, line.claim-done, line.claim-trimmed. */
export async function reserve(
  tx: Tx,
  { pledge, line, need }: { pledge: PledgeRow; line: LineRow; need: NeedRow },
  quantity: number,
  to: 'awaited' | 'at_site',
  consentHow: ConsentHow | null,
): Promise<void> {
  await movePledge(tx, { pledge, need }, { from: 'source', to, quantity, cause: 'promised' })
  await giveToLine(tx, {
    lineId: line.id,
    claimId: pledge.claim_id ?? undefined,
    quantity,
    to: 'promised',
    cause: 'pledge',
    causeId: pledge.id,
  })
  tx.append(
    pledgeMade.entry({
      subjectId: pledge.id,
      regionId: need.region_id,
      organizationId: pledge.organization_id,
      body: {
        need: need.id,
        line: line.id,
        item: pledge.item_id,
        quantity,
        source: pledge.source,
        way: pledge.way,
        site: pledge.site_id,
        claim: pledge.claim_id,
        until: pledge.until.toString(),
        consentHow,
      },
      public: publicOfPledge({ pledge, need }, tx.now, quantity, pledge.source),
    }),
  )
}

const contactRow = (pledgeId: string, contact: DonorContact) => ({
  pledge_id: pledgeId,
  name: contact.name === '' ? null : contact.name,
  contact_kind: contact.kind,
  contact: contact.kind === 'none' ? null : contact.value,
  lang: contact.lang,
  address: contact.address === '' ? null : contact.address,
  latitude: contact.point?.latitude ?? null,
  longitude: contact.point?.longitude ?? null,
  words: contact.words,
})
