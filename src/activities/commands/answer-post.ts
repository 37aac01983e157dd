import { sql } from 'kysely'
import { gather } from '../../kit/gather'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Door, inCommand, type Tx } from '../../platform'
import {
  aroundWork,
  isFreeBeside,
  type LockedVolunteer,
  listHeldOf,
  lockVolunteers,
  type NotFree,
} from '../../volunteers'
import { isAllowed, pointOf } from '../activity'
import { type Accepted, type AcceptFirst, decideAccepted } from '../steps/decide-accepted'
import { type AuthorError, decideAuthor } from '../steps/decide-author'
import { type Bar, decideBarsOf, findStandings, type UsedCredential } from '../steps/decide-bars'
import {
  findActivitiesOfPosts,
  findPosts,
  type HeldActivity,
  type PostRow,
  shareActivities,
} from '../steps/hold-activity'
import { joinList } from '../steps/join-list'
import { findLives } from '../steps/leave-seat'
import { offerFreeSlots, setWaiting } from '../steps/offer-free-slots'
import { seatAll } from '../steps/seat'
import { takeSlot } from '../steps/take-slot'
import { type Word, writeAnswer, writeAnswers } from '../steps/write-answers'

/** One person's word to one post. `yesFrom` belongs to `yes-from`, `words` to `words` (kept as said). */
export type AnswerPost = {
  readonly postId: string
  readonly volunteerId: string
  readonly kind: 'yes' | 'no' | 'yes-from' | 'words'
  readonly yesFrom?: Temporal.Instant | undefined
  readonly words?: string | undefined
  readonly askId?: string | undefined
  /** The consent under which somebody else passes this word on. */
  readonly consentId?: string | undefined
  readonly groupId?: string | undefined
  /** The door the word came by, where it is another than the request's. */
  readonly door?: Door | undefined
  /** Terms the person saw; refused when they have changed since. Absent: the terms of now. */
  readonly termsVersion?: number | undefined
  readonly accepted?: Accepted | undefined
  /** The person themselves says they will make the way in time. */
  readonly travelAccepted?: boolean | undefined
  /** A parent or legal representative comes along. */
  readonly representativePresent?: boolean | undefined
  /** Put me on the waiting list at once if nothing is free. */
  readonly orWait?: boolean | undefined
}

/** What became of the word. `full`: the yes is kept and the waiting list is open, with the place on it where it was joined. */
export type Answered =
  | {
      readonly outcome: 'seated'
      readonly answerId: string
      readonly assignmentId: string
      readonly activityId: string
    }
  | {
      readonly outcome: 'full'
      readonly answerId: string
      readonly activityId: string
      readonly waitingPlace: number | null
    }
  | { readonly outcome: 'kept'; readonly answerId: string; readonly activityId: string }

/** Why a word could not be taken. Nothing is written then. */
export type AnswerError =
  | { readonly kind: 'unknown' | 'not-open' | 'over' | 'not-volunteer' | 'age-unknown' | 'terms-changed' }
  | { readonly kind: 'already-seated'; readonly assignmentId: string }
  | AuthorError
  | Bar
  | AcceptFirst
  | NotFree

/**
 * Takes a person's answer to a post: THE booking command, the same through every door.
 * Under the person's lock and with the activity held it checks whose word it is, age and law on the day of the place, suspension,
 * what must be accepted, credentials for the whole time and free time, then takes a free seat in one conditional update.
 */
export const answerPost = (ctx: Ctx, said: AnswerPost): Promise<Result<Answered, AnswerError>> =>
  inCommand(
    said.door === undefined ? ctx : { ...ctx, door: said.door },
    'answerPost',
    async (tx): Promise<Result<Answered, AnswerError>> => {
      const [answered] = await answerAllIn([{ tx, said }])
      return answered ?? err({ kind: 'unknown' })
    },
  )

/** A word with the transaction of its own request; those said together share one connection. */
export type SaidIn = { readonly tx: Tx; readonly said: AnswerPost }

/** Somebody's yes could not be kept after it was begun: nothing of what was said together stands, and each is to be said alone. */
class SayAlone extends Error {}

/**
 * Takes what several people say to posts at once, each by the rules of {@link answerPost}: people are locked and activities held together,
 * seats are taken one after the other, and what is written of all is written together.
 * @returns outcomes in the order of `all`; a failure has written nothing
 */
export async function answerAllIn(all: readonly SaidIn[]): Promise<Result<Answered, AnswerError>[]> {
  const tx = all[0]?.tx
  if (tx === undefined) return []
  const volunteers = await lockVolunteers(
    tx,
    all.map(({ said }) => said.volunteerId),
  )
  const of = await findActivitiesOfPosts(
    tx.db,
    all.map(({ said }) => said.postId),
  )
  const activities = await shareActivities(tx, [...of.values()])
  const posts = await findPosts(tx.db, [...of.keys()])
  const outcomes: Result<Answered, AnswerError>[] = []
  const words: (Word & { readonly at: number })[] = []
  const yeses: Yes[] = []
  for (const [at, { tx, said: asked }] of all.entries()) {
    const volunteer = volunteers.get(asked.volunteerId)
    const post = posts.get(asked.postId)
    const activity = activities.get(of.get(asked.postId) ?? '')
    if (activity === undefined || post === undefined) outcomes[at] = err({ kind: 'unknown' })
    else if (volunteer === undefined || volunteer.state === 'left') outcomes[at] = err({ kind: 'not-volunteer' })
    else {
      const said = { ...asked, groupId: await findGroupOf(tx, asked) }
      const author = await decideAuthor(tx, { ...said, activity })
      if (!author.ok) outcomes[at] = author
      else if (said.kind !== 'yes') words.push({ at, tx, activity, post, said, author: author.value })
      else yeses.push({ at, tx, activity, post, said, author: author.value, volunteer })
    }
  }
  // What a yes accepts on the way is undone where it fails, and two of one person look at each other: these are for one alone.
  const isPlain = yeses.every(({ said }) => said.accepted === undefined)
  if (all.length > 1 && !(isPlain && new Set(yeses.map(({ volunteer }) => volunteer.id)).size === yeses.length))
    throw new SayAlone('not plain')
  for (const [i, seated] of (await decideYeses(yeses)).entries()) outcomes[yeses[i]?.at ?? -1] = seated
  for (const [i, kept] of (await keepWords(words)).entries()) outcomes[words[i]?.at ?? -1] = ok(kept)
  return outcomes
}

type Yes = Word & { readonly at: number; readonly volunteer: LockedVolunteer }

/** Decides each yes by what stands for that person, and takes seats one after the other; what is written of those who got one is written together. */
async function decideYeses(all: readonly Yes[]): Promise<Result<Answered, AnswerError>[]> {
  const tx = all[0]?.tx
  if (tx === undefined) return []
  const reads = openReads(tx)
  const may = await Promise.all(all.map((yes) => mayCome(yes, reads)))
  const outcomes: Result<Answered, AnswerError>[] = []
  const taken: { at: number; yes: Yes; slotId: string; credentials: readonly UsedCredential[] }[] = []
  for (const [at, yes] of all.entries()) {
    const bars = may[at]
    if (bars?.ok !== true) {
      outcomes[at] = bars ?? err({ kind: 'unknown' })
      continue
    }
    const { tx, activity, post, said, author, volunteer } = yes
    const slotId = await takeSlot(tx, activity, post, volunteer.id, said.groupId)
    if (slotId !== undefined) taken.push({ at, yes, slotId, credentials: bars.value })
    else {
      const answerId = await writeAnswer(tx, activity, post, said, author, 'full')
      const waitingPlace = said.orWait === true ? await joinList(tx, activity, post, volunteer.id) : null
      outcomes[at] = ok({ outcome: 'full', answerId, activityId: activity.id, waitingPlace })
    }
  }
  const yeses = taken.map(({ yes }) => yes)
  const answerIds = await writeAnswers(yeses, 'seated')
  const assignments = await seatAll(
    taken.map(({ yes: { tx, activity, post, volunteer }, slotId, credentials }, i) => ({
      tx,
      activity,
      post,
      seating: { volunteerId: volunteer.id, slotId, answerId: answerIds[i] ?? '', credentials },
    })),
  )
  if (!assignments.ok && all.length > 1) throw new SayAlone('overlap')
  for (const [i, { at, yes }] of taken.entries())
    outcomes[at] = assignments.ok
      ? ok({
          outcome: 'seated',
          answerId: answerIds[i] ?? '',
          assignmentId: assignments.value[i] ?? '',
          activityId: yes.activity.id,
        })
      : assignments
  return outcomes
}

type Reads = ReturnType<typeof openReads>

const openReads = (tx: Tx) => ({
  seatOf: gather((asked: Parameters<typeof findLives>[1]) => findLives(tx, asked)),
  standingOf: gather((asked: Parameters<typeof findStandings>[1]) => findStandings(tx, asked)),
  heldBy: gather((asked: Parameters<typeof listHeldOf>[1]) => listHeldOf(tx.db, asked)),
})

/** Whether somebody may take a seat of the post, and by which credentials. Takes none. */
async function mayCome(
  { tx, activity, post, said, author, volunteer }: Yes,
  { seatOf, standingOf, heldBy }: Reads,
): Promise<Result<readonly UsedCredential[], AnswerError>> {
  if (!isAllowed('signUp', activity.state)) return err({ kind: 'not-open' })
  if (Temporal.Instant.compare(post.ends_at, tx.now) <= 0) return err({ kind: 'over' })
  if (said.termsVersion !== undefined && said.termsVersion !== post.terms_version) return err({ kind: 'terms-changed' })
  const seated = await seatOf({ postId: post.id, volunteerId: volunteer.id })
  if (seated !== undefined) return err({ kind: 'already-seated', assignmentId: seated })
  const standing = await standingOf({ volunteerId: volunteer.id, organizationId: activity.organization_id })
  const bars = await decideBarsOf(tx, standing, volunteer.id, activity, post, {
    representativePresent: said.representativePresent ?? false,
  })
  if (!bars.ok) return bars
  const accepted = await decideAccepted(tx, activity, volunteer.id, said.accepted ?? {})
  if (!accepted.ok) return accepted
  if (activity.form === 'dated') {
    const work = { startsAt: post.starts_at, endsAt: post.ends_at, point: pointOf(activity), zone: activity.zone }
    const held = await heldBy({ volunteerId: volunteer.id, ...aroundWork(work) })
    const free = isFreeBeside(held, volunteer, work, said.travelAccepted === true && !author.conveyed)
    if (!free.ok) return free
  }
  return bars
}

// A link with a group of another post, or of none, is a link to the activity.
async function findGroupOf(tx: Tx, { groupId, postId }: AnswerPost): Promise<string | undefined> {
  if (groupId === undefined) return undefined
  const row = await tx.db
    .selectFrom('sign_up_groups')
    .select('id')
    .where('id', '=', groupId)
    .where('post_id', '=', postId)
    .executeTakeFirst()
  return row?.id
}

async function keepWords(words: readonly Word[]): Promise<Answered[]> {
  const ids = await writeAnswers(words, 'kept')
  const refused = words.filter(({ said }) => said.kind === 'no')
  for (const { tx, activity, post, said } of await whoHoldSomething(refused))
    await declineOffer(tx, activity, post, said.volunteerId)
  return words.map(({ activity }, at) => ({ outcome: 'kept', answerId: ids[at] ?? '', activityId: activity.id }))
}

// Most who refuse hold nothing, and are not looked for one by one.
async function whoHoldSomething(words: readonly Word[]): Promise<Word[]> {
  const tx = words[0]?.tx
  if (tx === undefined) return []
  const { rows } = await sql<{ at: number }>`
    SELECT /* one plan */ w.at FROM unnest(${words.map((_, at) => at)}::int[], ${words.map(({ post }) => post.id)}::uuid[],
      ${words.map(({ said }) => said.volunteerId)}::uuid[]) AS w (at, post_id, volunteer_id)
    WHERE EXISTS (SELECT FROM slots s WHERE s.post_id = w.post_id AND s.offered_to = w.volunteer_id)
      OR EXISTS (SELECT FROM waiting_list l WHERE l.post_id = w.post_id AND l.volunteer_id = w.volunteer_id
        AND l.state IN ('waiting', 'offered'))
    ORDER BY w.at`.execute(tx.db)
  return rows.flatMap(({ at }) => words[at] ?? [])
}

// A no to an offered seat passes it on at once, without waiting for the offer to lapse.
async function declineOffer(tx: Tx, activity: HeldActivity, post: PostRow, volunteerId: string): Promise<void> {
  await tx.db.selectFrom('posts').select('id').where('id', '=', post.id).forNoKeyUpdate().execute()
  const held = await tx.db
    .updateTable('slots')
    .set({ offered_to: null, offered_until: null })
    .where('post_id', '=', post.id)
    .where('offered_to', '=', volunteerId)
    .returning('id')
    .execute()
  const waited = await setWaiting(tx, post.id, volunteerId, 'left')
  if (held.length > 0 || waited.numUpdatedRows > 0n) await offerFreeSlots(tx, activity, post)
}
