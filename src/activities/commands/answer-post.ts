import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Door, inCommand, type Tx } from '../../platform'
import { isFreeFor, lockVolunteers, type NotFree } from '../../volunteers'
import { isAllowed, pointOf } from '../activity'
import { answerGiven } from '../entries'
import { type Accepted, type AcceptFirst, decideAccepted } from '../steps/decide-accepted'
import { type Author, type AuthorError, decideAuthor } from '../steps/decide-author'
import { type Bar, decideBars } from '../steps/decide-bars'
import { findActivityOfPost, findPost, type HeldActivity, holdActivity, type PostRow } from '../steps/hold-activity'
import { joinList } from '../steps/join-list'
import { findLive } from '../steps/leave-seat'
import { offerFreeSlots, setWaiting } from '../steps/offer-free-slots'
import { personalPublic, rowId, seatIn } from '../steps/seat'
import { takeSlot } from '../steps/take-slot'

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
  inCommand(said.door === undefined ? ctx : { ...ctx, door: said.door }, 'answerPost', (tx) => answerIn(tx, said))

/** {@link answerPost} as a step of a larger command, such as answering an ask. */
export async function answerIn(tx: Tx, asked: AnswerPost): Promise<Result<Answered, AnswerError>> {
  const said = { ...asked, groupId: await findGroupOf(tx, asked) }
  const volunteer = (await lockVolunteers(tx, [said.volunteerId])).get(said.volunteerId)
  const activityId = await findActivityOfPost(tx.db, said.postId)
  if (activityId === undefined) return err({ kind: 'unknown' })
  if (volunteer === undefined || volunteer.state === 'left') return err({ kind: 'not-volunteer' })
  const activity = await holdActivity(tx, activityId, 'share')
  const post = await findPost(tx.db, said.postId)
  if (activity === undefined || post === undefined) return err({ kind: 'unknown' })
  const author = await decideAuthor(tx, { ...said, activity })
  if (!author.ok) return author
  if (said.kind !== 'yes') return keepWord(tx, activity, post, said, author.value)

  if (!isAllowed('signUp', activity.state)) return err({ kind: 'not-open' })
  if (Temporal.Instant.compare(post.ends_at, tx.now) <= 0) return err({ kind: 'over' })
  if (said.termsVersion !== undefined && said.termsVersion !== post.terms_version) return err({ kind: 'terms-changed' })
  const seated = await findLive(tx, post.id, volunteer.id)
  if (seated !== undefined) return err({ kind: 'already-seated', assignmentId: seated.id })
  const bars = await decideBars(tx, volunteer.id, activity, post, {
    representativePresent: said.representativePresent ?? false,
  })
  if (!bars.ok) return bars
  const accepted = await decideAccepted(tx, activity, volunteer.id, said.accepted ?? {})
  if (!accepted.ok) return accepted
  if (activity.form === 'dated') {
    const free = await isFreeFor(
      tx,
      volunteer,
      { startsAt: post.starts_at, endsAt: post.ends_at, point: pointOf(activity), zone: activity.zone },
      { travelAccepted: said.travelAccepted === true && !author.value.conveyed },
    )
    if (!free.ok) return free
  }
  const slotId = await takeSlot(tx, activity, post, volunteer.id, said.groupId)
  const answerId = await writeAnswer(tx, activity, post, said, author.value, slotId === undefined ? 'full' : 'seated')
  if (slotId === undefined) {
    const waitingPlace = said.orWait === true ? await joinList(tx, activity, post, volunteer.id) : null
    return ok({ outcome: 'full', answerId, activityId, waitingPlace })
  }
  const assignment = await seatIn(tx, activity, post, {
    volunteerId: volunteer.id,
    slotId,
    answerId,
    credentials: bars.value,
  })
  return assignment.ok ? ok({ outcome: 'seated', answerId, assignmentId: assignment.value, activityId }) : assignment
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

async function keepWord(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  said: AnswerPost,
  author: Author,
): Promise<Result<Answered, AnswerError>> {
  const answerId = await writeAnswer(tx, activity, post, said, author, 'kept')
  if (said.kind === 'no') await declineOffer(tx, activity, post, said.volunteerId)
  return ok({ outcome: 'kept', answerId, activityId: activity.id })
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

/** Writes an answer with its words and entry. */
export async function writeAnswer(
  tx: Tx,
  activity: HeldActivity,
  post: PostRow,
  said: AnswerPost,
  author: Author,
  outcome: 'seated' | 'full' | 'kept',
): Promise<string> {
  const id = rowId(tx)
  const yesFrom = said.kind === 'yes-from' ? (said.yesFrom ?? post.starts_at) : null
  await tx.db
    .insertInto('answers')
    .values({
      id,
      post_id: post.id,
      volunteer_id: said.volunteerId,
      terms_version: post.terms_version,
      kind: said.kind,
      yes_from: yesFrom,
      ask_id: said.askId ?? null,
      author_id: author.authorId,
      consent_id: author.consentId,
      group_id: said.groupId ?? null,
      travel_accepted: said.travelAccepted === true && !author.conveyed,
      briefing_version: said.kind === 'yes' ? activity.briefing_version : null,
      door: tx.ctx.door,
      at: tx.now,
    })
    .execute()
  const words = said.words?.trim() ?? ''
  if (words !== '') {
    await tx.db
      .insertInto('answer_words')
      .values({ answer_id: id, words: words.slice(0, 2000) })
      .execute()
  }
  tx.append(
    answerGiven.entry({
      subjectId: id,
      regionId: activity.region_id,
      organizationId: activity.organization_id,
      body: {
        activityId: activity.id,
        postId: post.id,
        volunteerId: said.volunteerId,
        answerId: id,
        answer: said.kind,
        yesFrom: yesFrom?.toString() ?? null,
        conveyed: author.conveyed,
        travelAccepted: said.travelAccepted === true && !author.conveyed,
        authorId: author.authorId,
        consentId: author.consentId,
        askId: said.askId ?? null,
        groupId: said.groupId ?? null,
        termsVersion: post.terms_version,
        outcome,
      },
      public: { ...personalPublic(activity, post), outcome, door: tx.ctx.door },
    }),
  )
  return id
}
