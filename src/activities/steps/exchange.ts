import { err, ok, type Result } from '../../kit/result'
import { type Ctx, may, type Tx } from '../../platform'
import { isFreeFor, type LockedVolunteer, lockVolunteers, type NotFree } from '../../volunteers'
import { pointOf } from '../activity'
import { type Accepted, type AcceptFirst, decideAccepted } from './decide-accepted'
import type { AuthorError } from './decide-author'
import { type Bar, decideBars, type UsedCredential } from './decide-bars'
import { findActivityOfPost, findPost, type HeldActivity, holdActivity, type PostRow } from './hold-activity'
import { findLive, type LiveAssignment } from './leave-seat'
import { personalPublic } from './seat'

/** Why an exchange did not come about. Nothing is changed then: each keeps the seat they have. */
export type ExchangeError =
  | {
      readonly kind:
        | 'unknown'
        | 'not-live'
        | 'begun'
        | 'not-swappable'
        | 'not-offered'
        | 'terms-changed'
        | 'not-open'
        | 'already-seated'
        | 'not-volunteer'
        | 'other-cannot'
    }
  | AuthorError
  | Bar
  | AcceptFirst
  | NotFree

/** One of the two of an exchange with the seat they give. */
export type Side = {
  readonly volunteer: LockedVolunteer
  readonly activity: HeldActivity
  readonly post: PostRow
  readonly assignment: LiveAssignment
}

/** An exchange with everybody and everything it touches, locked. `other` is the taker's own seat in a swap. */
export type HeldExchange = {
  readonly swap: SwapRow
  readonly giver: Side
  readonly taker: LockedVolunteer
  readonly other: Side | undefined
}

/** An exchange as it stands in the database. */
export type SwapRow = NonNullable<Awaited<ReturnType<typeof lockSwap>>>

const lockSwap = (tx: Tx, id: string) =>
  tx.db.selectFrom('swaps').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/**
 * Locks an exchange between its giver and a taker. People, activities and seats are locked in ascending order, so that two exchanges that
 * meet never wait for each other in a ring. `isDue` says whether the exchange, as it stands under its lock, is still the one meant.
 */
export async function holdExchange(
  tx: Tx,
  swapId: string,
  takerId: string,
  isDue: (swap: SwapRow) => boolean,
): Promise<Result<HeldExchange, ExchangeError>> {
  const found = await tx.db
    .selectFrom('swaps as w')
    .innerJoin('assignments as a', 'a.id', 'w.assignment_id')
    .select(['w.wanted_post_id', 'a.volunteer_id', 'a.activity_id', 'a.post_id'])
    .where('w.id', '=', swapId)
    .executeTakeFirst()
  if (found === undefined) return err({ kind: 'unknown' })
  if (found.volunteer_id === takerId) return err({ kind: 'not-swappable' })
  const people = await lockVolunteers(tx, [found.volunteer_id, takerId])
  const wantedActivity =
    found.wanted_post_id === null ? undefined : await findActivityOfPost(tx.db, found.wanted_post_id)
  const activities = new Map<string, HeldActivity>()
  for (const id of [...new Set([found.activity_id, wantedActivity ?? found.activity_id])].sort()) {
    const activity = await holdActivity(tx, id, 'share')
    if (activity !== undefined) activities.set(id, activity)
  }
  const swap = await lockSwap(tx, swapId)
  if (swap === undefined || !isDue(swap)) return err({ kind: 'not-offered' })
  if (swap.offered_to !== null && swap.offered_to !== takerId) return err({ kind: 'not-theirs' })
  const taker = people.get(takerId)
  const giver = await sideOf(tx, people.get(found.volunteer_id), activities.get(found.activity_id), found.post_id)
  if (taker === undefined || taker.state === 'left') return err({ kind: 'not-volunteer' })
  if (giver?.assignment.id !== swap.assignment_id) return err({ kind: 'not-offered' })
  if (swap.wanted_post_id === null) return ok({ swap, giver, taker, other: undefined })
  const other = await sideOf(tx, taker, activities.get(wantedActivity ?? ''), swap.wanted_post_id)
  return other === undefined ? err({ kind: 'not-swappable' }) : ok({ swap, giver, taker, other })
}

async function sideOf(
  tx: Tx,
  volunteer: LockedVolunteer | undefined,
  activity: HeldActivity | undefined,
  postId: string,
): Promise<Side | undefined> {
  const post = await findPost(tx.db, postId)
  const assignment = volunteer === undefined ? undefined : await findLive(tx, postId, volunteer.id)
  return volunteer === undefined || activity === undefined || post === undefined || assignment === undefined
    ? undefined
    : { volunteer, activity, post, assignment }
}

/** Whether this person may take a seat of this post in an exchange, by all the rules of any yes. */
export async function decideFit(
  tx: Tx,
  volunteer: LockedVolunteer,
  { activity, post }: { readonly activity: HeldActivity; readonly post: PostRow },
  said: { readonly accepted: Accepted; readonly travelAccepted: boolean },
  without: readonly string[],
): Promise<Result<readonly UsedCredential[], ExchangeError>> {
  if (Temporal.Instant.compare(post.ends_at, tx.now) <= 0) return err({ kind: 'not-open' })
  if ((await findLive(tx, post.id, volunteer.id)) !== undefined) return err({ kind: 'already-seated' })
  const bars = await decideBars(tx, volunteer.id, activity, post)
  if (!bars.ok) return bars
  const read = await decideAccepted(tx, activity, volunteer.id, said.accepted)
  if (!read.ok) return read
  if (activity.form === 'dated') {
    const free = await isFreeFor(
      tx,
      volunteer,
      { startsAt: post.starts_at, endsAt: post.ends_at, point: pointOf(activity), zone: activity.zone },
      { without, travelAccepted: said.travelAccepted },
    )
    if (!free.ok) return free
  }
  return bars
}

/** Whether whoever asks runs all the work an exchange touches. */
export const mayAgree = (ctx: Ctx, { giver, other }: HeldExchange): boolean =>
  [giver, other].every(
    (side) =>
      side === undefined ||
      may(ctx, 'activities:manage', {
        organizationId: side.activity.organization_id,
        regionId: side.activity.region_id,
      }),
  )

/** What every entry about an exchange says. */
export const exchangeEntry = (
  swap: { readonly id: string; readonly kind: string },
  { activity, post }: { readonly activity: HeldActivity; readonly post: PostRow },
  from: string,
  to: string | null,
) => ({
  subjectId: swap.id,
  regionId: activity.region_id,
  organizationId: activity.organization_id,
  body: {
    swapId: swap.id,
    swapKind: swap.kind === 'swap' ? ('swap' as const) : ('stand-in' as const),
    activityId: activity.id,
    fromVolunteerId: from,
    toVolunteerId: to,
  },
  public: personalPublic(activity, post),
})
