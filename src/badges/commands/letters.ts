import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { actsFor, personActing } from '../../people'
import { brokeConstraint, type Ctx, inCommand, may, type Tx } from '../../platform'
import { letterDiscarded, letterKept, letterOffered, letterWithdrawn } from '../entries'

/** Longest letter, in characters. */
export const LETTER_MAX = 4000
const LETTER_MIN = 40

/** Why no letter was written. `not-there`: the person was at no part of this activity; `waits`: an earlier one waits for them. */
export type LetterError = { readonly kind: 'unknown' | 'forbidden' | 'own' | 'not-there' | 'too-short' | 'waits' }

/**
 * A coordinator writes a letter of recommendation for somebody who worked in their activity. The person sees it first and keeps it or not.
 * Asks for contributions:confirm. Records letter.offered.
 */
export async function writeLetter(
  ctx: Ctx,
  input: {
    readonly activityId: string
    readonly volunteerId: string
    readonly words: string
    /** Who wrote it, where a partner's key speaks for its organization. */
    readonly authorId?: string | undefined
  },
): Promise<Result<{ readonly letterId: string }, LetterError>> {
  try {
    return await inCommand<{ letterId: string }, LetterError>(ctx, 'writeLetter', async (tx) => {
      const activity = await tx.db
        .selectFrom('activities')
        .select(['id', 'region_id', 'organization_id'])
        .where('id', '=', input.activityId)
        .executeTakeFirst()
      if (activity === undefined) return err({ kind: 'unknown' })
      const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
      if (!may(ctx, 'contributions:confirm', scope)) return err({ kind: 'forbidden' })
      const author = await personActing(tx, 'contributions:confirm', scope, input.authorId)
      if (author === null) return err({ kind: 'forbidden' })
      if (author === input.volunteerId) return err({ kind: 'own' })
      const hours = await tx.db
        .selectFrom('contributions as c')
        .innerJoin('people as p', 'p.id', 'c.volunteer_id')
        .select('c.id')
        .where('c.activity_id', '=', activity.id)
        .where('c.volunteer_id', '=', input.volunteerId)
        .where('p.state', '=', 'active')
        .limit(1)
        .executeTakeFirst()
      if (hours === undefined) return err({ kind: 'not-there' })
      const words = input.words.trim().slice(0, LETTER_MAX)
      if (words.length < LETTER_MIN) return err({ kind: 'too-short' })
      const id = newPublicId()
      await tx.db
        .insertInto('letters')
        .values({
          id,
          region_id: activity.region_id,
          volunteer_id: input.volunteerId,
          organization_id: activity.organization_id,
          activity_id: activity.id,
          author_id: author,
          words,
          state: 'offered',
          written_at: tx.now,
        })
        .execute()
      tx.append(
        letterOffered.entry({
          subjectId: input.volunteerId,
          regionId: activity.region_id,
          organizationId: activity.organization_id,
          body: { letter: id, activityId: activity.id, authorId: author },
          public: {},
        }),
      )
      return ok({ letterId: id })
    })
  } catch (cause) {
    if (brokeConstraint(cause, 'letters_offered_once_idx')) return err({ kind: 'waits' })
    throw cause
  }
}

/**
 * Who wrote a letter withdraws it, also where the person keeps it: its words are gone and what was shown of it holds no longer.
 * Asks for contributions:confirm. Records letter.withdrawn.
 */
export const withdrawLetter = (
  ctx: Ctx,
  input: {
    readonly letterId: string
    /** Who wrote it, where a partner's key speaks for its organization. */
    readonly authorId?: string | undefined
  },
): Promise<Result<{ readonly activityId: string }, { readonly kind: 'unknown' | 'ended' }>> =>
  inCommand<{ activityId: string }, { kind: 'unknown' | 'ended' }>(ctx, 'withdrawLetter', async (tx) => {
    const letter = await lockLetter(tx, input.letterId)
    if (letter === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: letter.organization_id, regionId: letter.region_id }
    if (!may(ctx, 'contributions:confirm', scope)) return err({ kind: 'unknown' })
    const author = await personActing(tx, 'contributions:confirm', scope, input.authorId)
    if (author !== letter.author_id) return err({ kind: 'unknown' })
    if (letter.state !== 'offered' && letter.state !== 'kept') return err({ kind: 'ended' })
    await tx.db
      .updateTable('letters')
      .set({ state: 'withdrawn', decided_at: tx.now, words: '' })
      .where('id', '=', letter.id)
      .execute()
    tx.append(letterWithdrawn.entry(entryOf(letter)))
    return ok({ activityId: letter.activity_id })
  })

/**
 * The person keeps a letter in their record, or discards it: then its words are gone, also where it was kept before.
 * Records letter.kept or letter.discarded.
 */
export const decideLetter = (
  ctx: Ctx,
  input: { readonly letterId: string; readonly keep: boolean },
): Promise<Result<null, { readonly kind: 'unknown' | 'decided' }>> =>
  inCommand<null, { kind: 'unknown' | 'decided' }>(ctx, 'decideLetter', async (tx) => {
    const letter = await lockLetter(tx, input.letterId)
    if (letter === undefined || !(await actsFor(tx, letter.volunteer_id))) return err({ kind: 'unknown' })
    if (letter.state === 'discarded' || letter.state === 'withdrawn' || (input.keep && letter.state === 'kept'))
      return err({ kind: 'decided' })
    await tx.db
      .updateTable('letters')
      .set(input.keep ? { state: 'kept', decided_at: tx.now } : { state: 'discarded', decided_at: tx.now, words: '' })
      .where('id', '=', letter.id)
      .execute()
    tx.append((input.keep ? letterKept : letterDiscarded).entry(entryOf(letter)))
    return ok(null)
  })

const lockLetter = (tx: Tx, id: string) =>
  tx.db
    .selectFrom('letters')
    .select(['id', 'state', 'volunteer_id', 'region_id', 'organization_id', 'activity_id', 'author_id'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()

type Letter = NonNullable<Awaited<ReturnType<typeof lockLetter>>>

const entryOf = (letter: Letter) => ({
  subjectId: letter.volunteer_id,
  regionId: letter.region_id,
  organizationId: letter.organization_id,
  body: { letter: letter.id, activityId: letter.activity_id, authorId: letter.author_id },
  public: {},
})
