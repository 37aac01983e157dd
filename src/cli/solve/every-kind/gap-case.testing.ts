import fc from 'fast-check'
import { sumOf } from '../../../allocation/integer-program.testing'
import { expectRule, type KindCase, range, total } from './kind-case.testing'

type Agent = { readonly capacity: number; readonly jobs: readonly { readonly cost: number; readonly use: number }[] }
type Agents = readonly [Agent, ...Agent[]]

const agents = fc.integer({ min: 0, max: 9 }).chain((jobs) =>
  fc
    .array(
      fc.record({
        capacity: fc.integer({ min: 0, max: 30 }),
        jobs: fc.array(fc.record({ cost: fc.integer({ min: -9, max: 40 }), use: fc.nat(9) }), {
          minLength: jobs,
          maxLength: jobs,
        }),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((list) => list as unknown as Agents),
)

/** Jobs to agents within their capacity. */
export const gapCase = (sense: 'min' | 'max'): KindCase<Agents> => ({
  kind: 'gap',
  sense,
  exact: true,
  stepsMax: 200_000,
  problems: agents,
  text: (all) => {
    const table = (of: 'cost' | 'use') => all.map((one) => one.jobs.map((job) => job[of]).join(' '))
    return [
      `${all.length} ${all[0].jobs.length}`,
      ...table('cost'),
      ...table('use'),
      all.map((one) => one.capacity).join(' '),
    ].join('\n')
  },
  relabelled: (all, order) => order(all.map((one) => ({ ...one, jobs: order(one.jobs) }))) as unknown as Agents,
  poorer: (all) => (all.length === 1 ? all : (all.slice(0, -1) as unknown as Agents)),
  program: (all) => {
    const jobs = all[0].jobs.length
    return {
      sense,
      cost: all.flatMap((one) => one.jobs.map(({ cost }) => cost)),
      rows: [
        ...range(jobs).map((j) =>
          sumOf(
            all.map((_, i) => i * jobs + j),
            '=',
            1,
          ),
        ),
        ...all.map((one, i) => ({
          terms: one.jobs.map(({ use }, j) => [i * jobs + j, use] as const),
          relation: '<=' as const,
          to: one.capacity,
        })),
      ],
    }
  },
  worthOf: (all, agentOf: readonly number[]) => {
    expectRule(agentOf.length === all[0].jobs.length, 'each job has an agent')
    for (const [i, { capacity, jobs }] of all.entries()) {
      expectRule(total(jobs, ({ use }, j) => (agentOf[j] === i ? use : 0)) <= capacity, 'capacities hold')
    }
    return total(agentOf, (i, j) => all[i]?.jobs[j]?.cost ?? Number.NaN)
  },
})
