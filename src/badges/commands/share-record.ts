import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { actsFor } from '../../people'
import { type Ctx, inCommand, makeSecretLink, repeatableSecret, revokeSecretLinks } from '../../platform'
import type { Pick } from '../badge'
import { findShare } from '../badge-rows'
import { recordShared, shareWithdrawn } from '../entries'
import { findFacts } from '../find-facts'
import { openIssuer } from '../issuer'
import { issueBadge } from './issue-badge'

/** Purpose of the link on which a share is seen. */
export const SHARE_LINK = 'record-share'
/** For how many days a link can be made. */
export const shareDays = [7, 30, 90, 365] as const
/** At most so many things in one share. */
export const PICKS_MAX = 50

/** Why nothing was shared. `nothing-picked`: nothing, or nothing that is there. */
export type ShareError = { readonly kind: 'forbidden' | 'nothing-picked' | 'too-many' | 'wrong-days' }

/** A share just made: its address is said once, only a hash of it is kept. */
export type MadeShare = { readonly shareId: string; readonly secret: string; readonly badges: readonly string[] }

/**
 * Makes a badge of each thing a person picks from their record, and a link on which others see them until it ends. Nothing else of the record
 * is shown there, and their name only if they say so. Records badge.issued and record.shared.
 */
export async function shareRecord(
  ctx: Ctx,
  input: {
    readonly volunteerId: string
    readonly picks: readonly Pick[]
    readonly withName: boolean
    readonly days: number
  },
): Promise<Result<MadeShare, ShareError>> {
  if (!shareDays.some((days) => days === input.days)) return err({ kind: 'wrong-days' })
  if (input.picks.length === 0) return err({ kind: 'nothing-picked' })
  if (input.picks.length > PICKS_MAX) return err({ kind: 'too-many' })
  const issuer = await openIssuer(ctx)
  const shareId = newPublicId()
  const secret = await repeatableSecret(ctx.db, ctx, SHARE_LINK, shareId)
  type Kept = { readonly shareId: string; readonly badges: readonly string[] }
  const made = await inCommand<Kept, ShareError>(ctx, 'shareRecord', async (tx) => {
    const { volunteerId } = input
    if (!(await actsFor(tx, volunteerId))) return err({ kind: 'forbidden' })
    const person = await tx.db
      .selectFrom('volunteers as v')
      .innerJoin('people as p', 'p.id', 'v.id')
      .select(['p.region_id', 'p.name'])
      .where('v.id', '=', volunteerId)
      .where('p.state', '=', 'active')
      .executeTakeFirst()
    if (person === undefined) return err({ kind: 'nothing-picked' })
    const facts = await findFacts(tx.db, volunteerId, input.picks)
    if (facts.length === 0) return err({ kind: 'nothing-picked' })
    const name = input.withName ? (person.name ?? undefined) : undefined
    const holder = { volunteerId, regionId: person.region_id, name }
    const badges: string[] = []
    for (const one of facts) badges.push(await issueBadge(tx, issuer, holder, one))
    const expiresAt = tx.now.add({ hours: 24 * input.days })
    await tx.db
      .insertInto('record_shares')
      .values({
        id: shareId,
        region_id: person.region_id,
        volunteer_id: volunteerId,
        made_at: tx.now,
        expires_at: expiresAt,
      })
      .execute()
    await tx.db
      .insertInto('record_share_badges')
      .values(badges.map((badge_id) => ({ share_id: shareId, badge_id })))
      .execute()
    await makeSecretLink(
      tx.db,
      { purpose: SHARE_LINK, subjectId: shareId, personId: volunteerId, expiresAt, secret },
      tx.now,
    )
    tx.append(
      recordShared.entry({
        subjectId: volunteerId,
        regionId: person.region_id,
        body: { share: shareId, badges: badges.length },
        public: {},
      }),
    )
    return ok({ shareId, badges })
  })
  if (!made.ok) return made
  const first = made.value
  // A repeat finds the secret of its first try again, which is kept nowhere.
  const own = first.shareId === shareId ? secret : await repeatableSecret(ctx.db, ctx, SHARE_LINK, first.shareId)
  return ok({ ...first, secret: own })
}

/** Ends a link before its time. What was downloaded stays with whoever has it. Records record.share-withdrawn. */
export const withdrawShare = (
  ctx: Ctx,
  input: { readonly shareId: string },
): Promise<Result<null, { readonly kind: 'unknown' | 'ended' }>> =>
  inCommand<null, { kind: 'unknown' | 'ended' }>(ctx, 'withdrawShare', async (tx) => {
    const share = await findShare(tx.db, input.shareId)
    if (share === undefined || !(await actsFor(tx, share.volunteer_id))) return err({ kind: 'unknown' })
    const ended = await tx.db
      .updateTable('record_shares')
      .set({ withdrawn_at: tx.now })
      .where('id', '=', share.id)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', tx.now)
      .returning('id')
      .executeTakeFirst()
    if (ended === undefined) return err({ kind: 'ended' })
    await revokeSecretLinks(tx.db, SHARE_LINK, share.id, tx.now)
    tx.append(
      shareWithdrawn.entry({
        subjectId: share.volunteer_id,
        regionId: share.region_id,
        body: { share: share.id },
        public: {},
      }),
    )
    return ok(null)
  })
