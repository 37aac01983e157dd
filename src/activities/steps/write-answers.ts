import type { Tx } from '../../platform'
import type { AnswerPost } from '../commands/answer-post'
import { answerGiven } from '../entries'
import type { Author } from './decide-author'
import type { HeldActivity, PostRow } from './hold-activity'
import { personalPublic, rowId } from './seat'

/** What somebody said to a post, with what is held for it and the transaction of its own request. */
export type Word = {
  readonly tx: Tx
  readonly activity: HeldActivity
  readonly post: PostRow
  readonly said: AnswerPost
  readonly author: Author
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
  const [id = ''] = await writeAnswers([{ tx, activity, post, said, author }], outcome)
  return id
}

/** {@link writeAnswer} for several, in their order. */
export async function writeAnswers(words: readonly Word[], outcome: 'seated' | 'full' | 'kept'): Promise<string[]> {
  const [first] = words
  if (first === undefined) return []
  const rows = words.map(({ tx, activity, post, said, author }) => ({
    id: rowId(tx),
    post_id: post.id,
    volunteer_id: said.volunteerId,
    terms_version: post.terms_version,
    kind: said.kind,
    yes_from: said.kind === 'yes-from' ? (said.yesFrom ?? post.starts_at) : null,
    ask_id: said.askId ?? null,
    author_id: author.authorId,
    consent_id: author.consentId,
    group_id: said.groupId ?? null,
    travel_accepted: said.travelAccepted === true && !author.conveyed,
    briefing_version: said.kind === 'yes' ? activity.briefing_version : null,
    door: tx.ctx.door,
    at: tx.now,
  }))
  await first.tx.db.insertInto('answers').values(rows).execute()
  const inWords = rows.flatMap(({ id }, at) => {
    const text = words[at]?.said.words?.trim() ?? ''
    return text === '' ? [] : [{ answer_id: id, words: text.slice(0, 2000) }]
  })
  if (inWords.length > 0) await first.tx.db.insertInto('answer_words').values(inWords).execute()
  for (const [at, word] of words.entries()) appendAnswer(word, rows[at]?.id ?? '', outcome)
  return rows.map(({ id }) => id)
}

function appendAnswer({ tx, activity, post, said, author }: Word, id: string, outcome: 'seated' | 'full' | 'kept') {
  const yesFrom = said.kind === 'yes-from' ? (said.yesFrom ?? post.starts_at) : null
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
}
