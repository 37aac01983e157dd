import { err, ok, type Result } from '../../kit/result'
import { actsFor } from '../../people'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { type Pick, stillHolds } from '../badge'
import { findBadge, listLiveBadges } from '../badge-rows'
import { badgeRevoked } from '../entries'
import { findFacts } from '../find-facts'

/**
 * Looks again at what a person's badges state, and revokes those of which it is no longer so. Run after each entry that may have changed it;
 * a repeat finds nothing to do. Records badge.revoked.
 */
export const reviewBadges = (ctx: Ctx, volunteerId: string): Promise<Result<{ readonly revoked: number }, never>> =>
  inCommand(ctx, 'reviewBadges', async (tx) => {
    const live = await listLiveBadges(tx.db, volunteerId)
    if (live.length === 0) return ok({ revoked: 0 })
    const now = await findFacts(
      tx.db,
      volunteerId,
      live.map((badge): Pick => ({ kind: badge.kind, ref: badge.facts.ref })),
    )
    const untrue = live.filter(
      (badge) =>
        !stillHolds(
          badge.facts,
          now.find((one) => one.kind === badge.kind && one.ref === badge.facts.ref),
        ),
    )
    await revokeIn(
      tx,
      untrue.map((badge) => badge.id),
    )
    return ok({ revoked: untrue.length })
  })

/** A person takes a badge back: whoever checks it learns that it no longer holds. For good; another can be made. Records badge.revoked. */
export const takeBackBadge = (
  ctx: Ctx,
  input: { readonly badgeId: string },
): Promise<Result<null, { readonly kind: 'unknown' | 'ended' }>> =>
  inCommand<null, { kind: 'unknown' | 'ended' }>(ctx, 'takeBackBadge', async (tx) => {
    const badge = await findBadge(tx.db, input.badgeId)
    if (badge === undefined || !(await actsFor(tx, badge.volunteerId))) return err({ kind: 'unknown' })
    if (badge.revokedAt !== null) return err({ kind: 'ended' })
    await revokeIn(tx, [badge.id])
    return ok(null)
  })

/** Sets the entries of badges in the lists of what is revoked, for good. A step of a command. */
export async function revokeIn(tx: Tx, badgeIds: readonly string[]): Promise<void> {
  if (badgeIds.length === 0) return
  const rows = await tx.db
    .updateTable('badges')
    .set({ revoked_at: tx.now })
    .where('id', 'in', [...badgeIds])
    .where('revoked_at', 'is', null)
    .returning(['id', 'kind', 'volunteer_id', 'region_id', 'list', 'index'])
    .execute()
  for (const row of rows) {
    await tx.db
      .updateTable('badge_statuses')
      .set({ revoked_at: tx.now })
      .where('list', '=', row.list)
      .where('index', '=', row.index)
      .execute()
    tx.append(
      badgeRevoked.entry({
        subjectId: row.volunteer_id,
        regionId: row.region_id,
        body: { badge: row.id, kind: row.kind as Pick['kind'] },
        public: {},
      }),
    )
  }
}
