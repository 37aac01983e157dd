import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { isFreeFor, type LockedVolunteer, lockVolunteers, type NotFree } from '../../volunteers'
import { isAllowed, pointOf } from '../activity'
import { swapDone, swapEnded, swapOffered } from '../entries'
import { type Accepted, type AcceptFirst, decideAccepted } from '../steps/decide-accepted'
import { type Bar, decideBars, type UsedCredential } from '../steps/decide-bars'
import { findActivityOfPost, findPost, type HeldActivity, holdActivity, type PostRow } from '../steps/hold-activity'
import { findLive, type LiveAssignment, leaveSeat } from '../steps/leave-seat'
import { personalPublic, rowId, seatIn } from '../steps/seat'
import { writeAnswer } from './answer-post'
import { holdAssignment, isOwn } from './give-back'

/** Why an exchange did not come about. Nothing is changed then: each keeps the seat they have. */
export type ExchangeError =
  | {
      readonly kind:
        | 'unknown'
        | 'not-theirs'
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
  | Bar
  | AcceptFirst
  | NotFree

/** What was offered. `assignmentIds` of whoever holds a seat by it. */
export type Exchanged = { readonly swapId: string; readonly assignmentId: string }

const between = (
  swap: { id: string; kind: 'stand-in' | 'swap' },
  activity: HeldActivity,
  from: string,
  to: string | null,
) => ({
  swapId: swap.id,
  swapKind: swap.kind,
  activityId: activity.id,
  fromVolunteerId: from,
  toVolunteerId: to,
})

/** Someone who cannot come asks for a stand-in: one named person, or anybody who may take the seat. They keep it until somebody does. */
export const offerStandIn = (
  ctx: Ctx,
  input: { readonly assignmentId: string; readonly toVolunteerId?: string | undefined },
): Promise<Result<{ readonly swapId: string }, ExchangeError>> =>
  inCommand<{ swapId: string }, ExchangeError>(ctx, 'offerStandIn', async (tx) => {
    const held = await holdAssignment(tx, input.assignmentId)
    if (held === undefined) return err({ kind: 'unknown' })
    if (!isOwn(ctx, held.assignment.volunteer_id)) return err({ kind: 'not-theirs' })
    if (held.assignment.state !== 'live') return err({ kind: 'not-live' })
    const id = rowId(tx)
    await withdrawOffered(tx, held.assignment.id)
    await tx.db
      .insertInto('swaps')
      .values({
        id,
        kind: 'stand-in',
        assignment_id: held.assignment.id,
        offered_to: input.toVolunteerId ?? null,
        state: 'offered',
        offered_at: tx.now,
      })
      .execute()
    tx.append(
      swapOffered.entry({
        subjectId: id,
        regionId: held.activity.region_id,
        organizationId: held.activity.organization_id,
        body: between(
          { id, kind: 'stand-in' },
          held.activity,
          held.assignment.volunteer_id,
          input.toVolunteerId ?? null,
        ),
        public: personalPublic(held.activity, held.post),
      }),
    )
    return ok({ swapId: id })
  })

/** Someone would rather have a seat of another post. Whoever sits there may say yes; this is the asker's own yes to that post. */
export const offerSwap = (
  ctx: Ctx,
  input: { readonly assignmentId: string; readonly wantedPostId: string },
): Promise<Result<{ readonly swapId: string }, ExchangeError>> =>
  inCommand<{ swapId: string }, ExchangeError>(ctx, 'offerSwap', async (tx) => {
    const held = await holdAssignment(tx, input.assignmentId)
    if (held === undefined) return err({ kind: 'unknown' })
    const { assignment } = held
    if (!isOwn(ctx, assignment.volunteer_id)) return err({ kind: 'not-theirs' })
    if (assignment.state !== 'live') return err({ kind: 'not-live' })
    const wantedId = await findActivityOfPost(tx.db, input.wantedPostId)
    const wanted = wantedId === undefined ? undefined : await holdActivity(tx, wantedId, 'share')
    const post = await findPost(tx.db, input.wantedPostId)
    if (wanted === undefined || post === undefined || post.id === assignment.post_id)
      return err({ kind: 'not-swappable' })
    if (!isAllowed('signUp', wanted.state) && wanted.state !== 'closed') return err({ kind: 'not-open' })
    const [volunteer] = [...(await lockVolunteers(tx, [assignment.volunteer_id])).values()]
    if (volunteer === undefined) return err({ kind: 'not-volunteer' })
    const fits = await decideFit(tx, volunteer, wanted, post, {}, [assignment.id])
    if (!fits.ok) return fits
    await withdrawOffered(tx, assignment.id)
    const answerId = await writeAnswer(
      tx,
      wanted,
      post,
      { postId: post.id, volunteerId: volunteer.id, kind: 'yes' },
      { authorId: volunteer.id, consentId: null, conveyed: false },
      'kept',
    )
    const id = rowId(tx)
    await tx.db
      .insertInto('swaps')
      .values({
        id,
        kind: 'swap',
        assignment_id: assignment.id,
        wanted_post_id: post.id,
        answer_id: answerId,
        state: 'offered',
        offered_at: tx.now,
      })
      .execute()
    tx.append(
      swapOffered.entry({
        subjectId: id,
        regionId: wanted.region_id,
        organizationId: wanted.organization_id,
        body: between({ id, kind: 'swap' }, wanted, volunteer.id, null),
        public: personalPublic(wanted, post),
      }),
    )
    return ok({ swapId: id })
  })

const withdrawOffered = (tx: Tx, assignmentId: string) =>
  tx.db
    .updateTable('swaps')
    .set({ state: 'withdrawn', decided_at: tx.now })
    .where('assignment_id', '=', assignmentId)
    .where('state', '=', 'offered')
    .execute()

async function decideFit(
  tx: Tx,
  volunteer: LockedVolunteer,
  activity: HeldActivity,
  post: PostRow,
  accepted: Accepted,
  without: readonly string[],
): Promise<Result<readonly UsedCredential[], ExchangeError>> {
  if (Temporal.Instant.compare(post.ends_at, tx.now) <= 0) return err({ kind: 'not-open' })
  if ((await findLive(tx, post.id, volunteer.id)) !== undefined) return err({ kind: 'already-seated' })
  const bars = await decideBars(tx, volunteer.id, activity, post)
  if (!bars.ok) return bars
  const read = await decideAccepted(tx, activity, volunteer.id, accepted)
  if (!read.ok) return read
  if (activity.form === 'dated') {
    const free = await isFreeFor(
      tx,
      volunteer,
      { startsAt: post.starts_at, endsAt: post.ends_at, point: pointOf(activity), zone: activity.zone },
      { without },
    )
    if (!free.ok) return free
  }
  return bars
}

/**
 * Says yes to an offer. A stand-in takes the seat; in a swap the two seats change hands. All rules hold for each of the two as at any
 * yes. People, activities and seats are locked in ascending order, so that two exchanges that meet never wait for each other in a ring.
 */
export const acceptExchange = (
  ctx: Ctx,
  input: { readonly swapId: string; readonly volunteerId: string; readonly accepted?: Accepted | undefined },
): Promise<Result<Exchanged, ExchangeError>> =>
  inCommand<Exchanged, ExchangeError>(ctx, 'acceptExchange', async (tx) => {
    if (!isOwn(ctx, input.volunteerId)) return err({ kind: 'not-theirs' })
    const found = await tx.db
      .selectFrom('swaps as w')
      .innerJoin('assignments as a', 'a.id', 'w.assignment_id')
      .select(['w.kind', 'w.wanted_post_id', 'a.volunteer_id', 'a.activity_id', 'a.post_id'])
      .where('w.id', '=', input.swapId)
      .executeTakeFirst()
    if (found === undefined) return err({ kind: 'unknown' })
    if (found.volunteer_id === input.volunteerId) return err({ kind: 'not-swappable' })
    const people = await lockVolunteers(tx, [found.volunteer_id, input.volunteerId])
    const wantedActivity =
      found.wanted_post_id === null ? undefined : await findActivityOfPost(tx.db, found.wanted_post_id)
    const activities = new Map<string, HeldActivity>()
    for (const id of [...new Set([found.activity_id, wantedActivity ?? found.activity_id])].sort()) {
      const activity = await holdActivity(tx, id, 'share')
      if (activity !== undefined) activities.set(id, activity)
    }
    const swap = await tx.db
      .selectFrom('swaps')
      .selectAll()
      .where('id', '=', input.swapId)
      .forUpdate()
      .executeTakeFirst()
    if (swap?.state !== 'offered') return err({ kind: 'not-offered' })
    if (swap.offered_to !== null && swap.offered_to !== input.volunteerId) return err({ kind: 'not-theirs' })
    const giver = people.get(found.volunteer_id)
    const taker = people.get(input.volunteerId)
    const activity = activities.get(found.activity_id)
    const post = await findPost(tx.db, found.post_id)
    const live = giver === undefined ? undefined : await findLive(tx, found.post_id, giver.id)
    if (giver === undefined || taker === undefined || taker.state === 'left') return err({ kind: 'not-volunteer' })
    if (activity === undefined || post === undefined || live === undefined || live.id !== swap.assignment_id)
      return err({ kind: 'not-offered' })
    const theirs: Side = { volunteer: giver, activity, post, assignment: live }
    if (swap.kind === 'stand-in') return standIn(tx, swap, theirs, taker, input.accepted ?? {})
    const other = wantedActivity === undefined ? undefined : activities.get(wantedActivity)
    const otherPost = swap.wanted_post_id === null ? undefined : await findPost(tx.db, swap.wanted_post_id)
    const own = otherPost === undefined ? undefined : await findLive(tx, otherPost.id, taker.id)
    if (other === undefined || otherPost === undefined || own === undefined) return err({ kind: 'not-swappable' })
    return change(
      tx,
      swap,
      theirs,
      { volunteer: taker, activity: other, post: otherPost, assignment: own },
      input.accepted ?? {},
    )
  })

type Side = {
  readonly volunteer: LockedVolunteer
  readonly activity: HeldActivity
  readonly post: PostRow
  readonly assignment: LiveAssignment
}
type SwapRow = { readonly id: string; readonly kind: string; readonly answer_id: string | null }

async function standIn(
  tx: Tx,
  swap: SwapRow,
  from: Side,
  taker: LockedVolunteer,
  accepted: Accepted,
): Promise<Result<Exchanged, ExchangeError>> {
  const { activity, post } = from
  const fits = await decideFit(tx, taker, activity, post, accepted, [])
  if (!fits.ok) return fits
  const answerId = await sayOwnYes(tx, activity, post, taker)
  await leaveSeat(tx, activity, post, from.assignment, { state: 'handed-over', toVolunteerId: taker.id })
  const seated = await sitDown(
    tx,
    { ...from, volunteer: taker },
    from.assignment,
    answerId,
    fits.value,
    from.assignment.id,
  )
  if (!seated.ok) return seated
  await close(tx, swap, from, taker.id, null)
  return ok({ swapId: swap.id, assignmentId: seated.value })
}

async function change(
  tx: Tx,
  swap: SwapRow,
  giver: Side,
  taker: Side,
  accepted: Accepted,
): Promise<Result<Exchanged, ExchangeError>> {
  const wish =
    swap.answer_id === null
      ? undefined
      : await tx.db
          .selectFrom('answers')
          .select(['id', 'terms_version', 'undone_at'])
          .where('id', '=', swap.answer_id)
          .executeTakeFirst()
  if (wish === undefined || wish.undone_at !== null) return err({ kind: 'not-offered' })
  if (wish.terms_version !== taker.post.terms_version) return err({ kind: 'terms-changed' })
  const without = [giver.assignment.id, taker.assignment.id]
  const takerFits = await decideFit(tx, taker.volunteer, giver.activity, giver.post, accepted, without)
  if (!takerFits.ok) return takerFits
  const giverFits = await decideFit(tx, giver.volunteer, taker.activity, taker.post, {}, without)
  // Why the other person cannot is theirs to know.
  if (!giverFits.ok) return err({ kind: 'other-cannot' })
  for (const id of [giver.assignment.slot_id, taker.assignment.slot_id].sort())
    await tx.db.selectFrom('slots').select('id').where('id', '=', id).forUpdate().execute()
  const answerId = await sayOwnYes(tx, giver.activity, giver.post, taker.volunteer)
  await leaveSeat(tx, giver.activity, giver.post, giver.assignment, {
    state: 'handed-over',
    toVolunteerId: taker.volunteer.id,
  })
  await leaveSeat(tx, taker.activity, taker.post, taker.assignment, {
    state: 'handed-over',
    toVolunteerId: giver.volunteer.id,
  })
  const first = await sitDown(tx, { ...giver, volunteer: taker.volunteer }, giver.assignment, answerId, takerFits.value)
  if (!first.ok) return first
  const second = await sitDown(tx, { ...taker, volunteer: giver.volunteer }, taker.assignment, wish.id, giverFits.value)
  if (!second.ok) return second
  await close(tx, swap, giver, taker.volunteer.id, taker.assignment.id)
  return ok({ swapId: swap.id, assignmentId: first.value })
}

const sayOwnYes = (tx: Tx, activity: HeldActivity, post: PostRow, volunteer: LockedVolunteer): Promise<string> =>
  writeAnswer(
    tx,
    activity,
    post,
    { postId: post.id, volunteerId: volunteer.id, kind: 'yes' },
    { authorId: volunteer.id, consentId: null, conveyed: false },
    'seated',
  )

async function sitDown(
  tx: Tx,
  { activity, post, volunteer }: Side,
  freed: LiveAssignment,
  answerId: string,
  credentials: readonly UsedCredential[],
  standInFor?: string,
): Promise<Result<string, ExchangeError>> {
  await tx.db.updateTable('slots').set({ volunteer_id: volunteer.id }).where('id', '=', freed.slot_id).execute()
  return seatIn(tx, activity, post, {
    volunteerId: volunteer.id,
    slotId: freed.slot_id,
    answerId,
    credentials,
    ...(standInFor === undefined ? {} : { standInFor }),
  })
}

async function close(tx: Tx, swap: SwapRow, from: Side, to: string, otherAssignmentId: string | null): Promise<void> {
  const kind = swap.kind === 'swap' ? 'swap' : 'stand-in'
  await tx.db
    .updateTable('swaps')
    .set({ state: 'done', decided_at: tx.now, other_assignment_id: otherAssignmentId })
    .where('id', '=', swap.id)
    .execute()
  tx.append(
    swapDone.entry({
      subjectId: swap.id,
      regionId: from.activity.region_id,
      organizationId: from.activity.organization_id,
      body: between({ id: swap.id, kind }, from.activity, from.volunteer.id, to),
      public: personalPublic(from.activity, from.post),
    }),
  )
}

/** Takes an offer back, or says no to one that was made to this very person. Everybody keeps their seat. */
export const endExchange = (
  ctx: Ctx,
  input: { readonly swapId: string; readonly volunteerId: string },
): Promise<Result<null, ExchangeError>> =>
  inCommand<null, ExchangeError>(ctx, 'endExchange', async (tx) => {
    if (!isOwn(ctx, input.volunteerId)) return err({ kind: 'not-theirs' })
    const swap = await tx.db
      .selectFrom('swaps')
      .selectAll()
      .where('id', '=', input.swapId)
      .forUpdate()
      .executeTakeFirst()
    if (swap === undefined) return err({ kind: 'unknown' })
    const assignment = await tx.db
      .selectFrom('assignments')
      .select(['volunteer_id', 'activity_id', 'post_id'])
      .where('id', '=', swap.assignment_id)
      .executeTakeFirstOrThrow()
    const isGiver = assignment.volunteer_id === input.volunteerId
    if (!isGiver && swap.offered_to !== input.volunteerId) return err({ kind: 'not-theirs' })
    if (swap.state !== 'offered') return err({ kind: 'not-offered' })
    const how = isGiver ? 'withdrawn' : 'declined'
    await tx.db.updateTable('swaps').set({ state: how, decided_at: tx.now }).where('id', '=', swap.id).execute()
    const activity = await holdActivity(tx, assignment.activity_id, 'share')
    const post = await findPost(tx.db, assignment.post_id)
    if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
    tx.append(
      swapEnded.entry({
        subjectId: swap.id,
        regionId: activity.region_id,
        organizationId: activity.organization_id,
        body: {
          ...between(
            { id: swap.id, kind: swap.kind === 'swap' ? 'swap' : 'stand-in' },
            activity,
            assignment.volunteer_id,
            swap.offered_to,
          ),
          how,
        },
        public: personalPublic(activity, post),
      }),
    )
    return ok(null)
  })
