import { answerAsks } from '../../dispatch'
import { atMost } from '../../kit/at-most'
import { gather } from '../../kit/gather'
import type { Ctx, Db } from '../../platform'
import { findConversations } from './conversation'
import { findAnswerable, findAsks, findWorks } from './find-open'
import { saidBefore } from './machine'
import { whoWrites } from './who-writes'
import { keepPlans, writeAnswers } from './write-answers'

/** What messages are understood and answered by: each is taken by itself, and what they need at the same moment goes to the database as one. */
export type Together = ReturnType<typeof openTogether>

const ANSWERED_AT_ONCE = 60
const ALONE = 6
// What is written is flushed to disk: messages that are ready at about the same time are written as one.
const TOGETHER_MS = 15

/** Opens one look at what waits. */
export const openTogether = ({ db, clock }: Ctx) => ({
  conversationOf: gather((senders: Parameters<typeof findConversations>[1]) => findConversations(db, senders)),
  writersOf: gather((senders: Parameters<typeof whoWrites>[1]) => whoWrites(db, senders)),
  saidBefore: gather((messages: Parameters<typeof saidBefore>[1]) => saidBefore(db, messages)),
  answerableBy: gather((people: readonly (readonly string[])[]) => findAnswerable(db, people, clock.now())),
  askOfCode: gather((codes: readonly string[]) => findAsks(db, codes, clock.now())),
  workOf: gather((askIds: readonly string[]) => findWorks(db, askIds)),
  regionOfHouse: gather(async (asked: readonly null[]) => {
    const regionId = await regionOfHouse(db)
    return asked.map(() => regionId)
  }),
  keepPlan: gather((plans: Parameters<typeof keepPlans>[1]) => keepPlans(db, plans), { waitMs: TOGETHER_MS }),
  answerAsk: gather((said: Parameters<typeof answerAsks>[0]) => answerAsks(said), {
    atOnce: ANSWERED_AT_ONCE,
    waitMs: TOGETHER_MS,
  }),
  writeAnswer: gather((answers: Parameters<typeof writeAnswers>[1]) => writeAnswers(db, answers, clock.now()), {
    waitMs: TOGETHER_MS,
  }),
  /** For what is not done together: a few at a time, so that connections are left for everybody else. */
  alone: atMost(ALONE),
})

/** Whoever is unknown and names no place is looked after where the house is at home. */
async function regionOfHouse(db: Db): Promise<string> {
  const found =
    (await db.selectFrom('organizations').select('region_id').orderBy('created_at').limit(1).executeTakeFirst()) ??
    (await db.selectFrom('regions').select('id as region_id').orderBy('id').limit(1).executeTakeFirst())
  if (found === undefined) throw new Error('a house without a region was expected to have none who writes to it')
  return found.region_id
}
