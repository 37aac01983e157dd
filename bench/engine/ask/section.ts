import { type Asked, AskIndex } from '../../../src/allocation'
import { newChance } from '../../../src/kit/chance'
import { type Figure, tellFigures } from '../../figure'
import { ms, quantile } from '../../numbers'
import { us } from '../measure'
import { byCell, changeSomebody, imagineCountry, now, personOf, postOf, space } from './country'
import { openFlatbush } from './flatbush-peer'
import { fullScan, levelsOf } from './full-scan'
import { openPostgres } from './postgres-peer'

const PEOPLE = 1_000_000
const QUESTIONS = 20_000
const CHANGES = 20_000
const K = 20
/** Peers are asked fewer of the same questions. */
const FLATBUSH_QUESTIONS = 4000
const POSTGRES_QUESTIONS = 600
/** Each side answers its questions some times, and of each the quickest counts: a machine that was busy for a moment is no answer. */
const PASSES = 3

const country = imagineCountry(PEOPLE, QUESTIONS)
const index = new AskIndex(space)
const order = byCell(country)
const filling = performance.now()
for (const i of order) index.append(i, personOf(country, i))
const filled = performance.now() - filling
const bytes = index.bytes / PEOPLE

/** How long each of some questions takes, the quickest of all passes. */
async function timesOf(questions: number, ask: (question: number) => unknown): Promise<number[]> {
  const took = new Array<number>(questions).fill(Number.POSITIVE_INFINITY)
  for (let pass = 0; pass < PASSES; pass++) {
    for (let j = 0; j < questions; j++) {
      const started = performance.now()
      await ask(j)
      took[j] = Math.min(took[j] ?? 0, performance.now() - started)
    }
  }
  return took
}

const isEqual = (answer: readonly Asked[], truth: readonly Asked[]): boolean =>
  answer.length === truth.length &&
  truth.every(({ person, key }, at) => answer[at]?.person === person && answer[at]?.key === key)

/** Questions whose answer is not that of a full scan. */
function countUnequal(from: number, to: number): number {
  const levels = levelsOf(country)
  let unequal = 0
  for (let j = from; j < to; j++) {
    if (!isEqual(index.best(postOf(country, j), K, now), fullScan(country, levels, j, K))) unequal++
  }
  return unequal
}

const posts = Array.from({ length: QUESTIONS }, (_, j) => postOf(country, j))
let found = 0
const own: number[] = await timesOf(QUESTIONS, (j) => {
  const post = posts[j]
  if (post !== undefined) found += index.best(post, K, now).length
})
const flatbush = openFlatbush(country)
const nearest = flatbush && (await timesOf(FLATBUSH_QUESTIONS, (j) => flatbush.nearest(j, K)))
const same = flatbush && (await timesOf(FLATBUSH_QUESTIONS, (j) => flatbush.best(j, K)))
for (let j = 0; flatbush !== undefined && j < FLATBUSH_QUESTIONS; j++)
  if (!isEqual(flatbush.best(j, K), index.best(postOf(country, j), K, now)))
    throw new Error(`flatbush answers question ${j} with others`)
const postgres = await openPostgres(country)
const inDatabase = await timesOf(POSTGRES_QUESTIONS, (j) => postgres.ask(j, K))
await postgres.stop()

let unequal = countUnequal(0, QUESTIONS / 2)
const chance = newChance('changes')
const changed: number[] = []
for (let n = 0; n < CHANGES; n++) {
  const i = changeSomebody(country, chance)
  const facts = personOf(country, i)
  const started = performance.now()
  index.put(i, facts)
  changed.push(performance.now() - started)
}
unequal += countUnequal(QUESTIONS / 2, QUESTIONS)

const spread = (values: readonly number[]) => `p50 ${us(quantile(values, 0.5))}, p99 ${us(quantile(values, 0.99))}`
const p99 = quantile(own, 0.99)

function ratioTo(name: string, peer: readonly number[] | undefined, share: number | undefined): Figure {
  const other = peer && quantile(peer, 0.99)
  return {
    figure: `ask, best ${K} of a million`,
    ours: spread(own),
    other: peer === undefined ? '' : `${name}: ${spread(peer)}`,
    judged: other === undefined ? 'not installed' : `${(p99 / other).toFixed(4)} × at p99`,
    limit: share === undefined ? '' : `≤ ${share} ×`,
    holds: share === undefined ? undefined : other !== undefined && p99 <= other * share,
  }
}

tellFigures([
  ratioTo('flatbush with a filter, the same answer', same, 1 / 25),
  ratioTo(`flatbush with a filter, the nearest ${K} only`, nearest, undefined),
  ratioTo(`PostgreSQL, GiST and GIN, the nearest ${K} only`, inDatabase, 1 / 100),
  {
    figure: `the same answer as a full scan, ${QUESTIONS} questions, half of them after ${CHANGES} changes`,
    ours: `${(found / QUESTIONS / PASSES).toFixed(1)} people found`,
    other: '',
    judged: `${unequal} differ`,
    limit: '0',
    holds: unequal === 0,
  },
  {
    figure: 'a change of somebody',
    ours: spread(changed),
    other: '',
    judged: us(quantile(changed, 0.5)),
    limit: '',
    holds: undefined,
  },
  {
    figure: `memory of the index, filled in ${ms(filled)}`,
    ours: `${bytes.toFixed(1)} B a person, ${(index.bytes / PEOPLE).toFixed(1)} B after the changes`,
    other: '',
    judged: `${bytes.toFixed(1)} B`,
    limit: '≤ 140 B',
    holds: bytes <= 140,
  },
])
