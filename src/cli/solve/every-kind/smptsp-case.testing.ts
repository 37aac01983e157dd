import fc from 'fast-check'
import { sumOf } from '../../../allocation/integer-program.testing'
import { expectRule, type KindCase, range } from './kind-case.testing'

type Roster = {
  readonly tasks: readonly { readonly start: number; readonly length: number }[]
  /** Whether each worker may do each task. */
  readonly may: readonly (readonly boolean[])[]
}

const rosters: fc.Arbitrary<Roster> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 9 }))
  .chain(([workers, tasks]) =>
    fc.record({
      tasks: fc.array(fc.record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 9 }) }), {
        minLength: tasks,
        maxLength: tasks,
      }),
      may: fc.array(
        fc.array(
          fc.nat(3).map((one) => one > 0),
          { minLength: tasks, maxLength: tasks },
        ),
        { minLength: workers, maxLength: workers },
      ),
    }),
  )

/** Tasks at fixed times to as few workers as can be. */
export const smptspCase: KindCase<Roster> = {
  kind: 'smptsp',
  sense: 'min',
  exact: true,
  stepsMax: 20_000,
  problems: rosters,
  text: ({ tasks, may }) =>
    [
      'Type = 1',
      `Jobs = ${tasks.length}`,
      ...tasks.map(({ start, length }) => `${start} ${start + length}`),
      `Qualifications = ${may.length}`,
      ...may.map((row) => {
        const able = range(tasks.length).filter((task) => row[task])
        return `${able.length}: ${able.join(' ')}`
      }),
    ].join('\n'),
  relabelled: ({ tasks, may }, order) => ({ tasks: order(tasks), may: order(may.map((row) => order(row))) }),
  poorer: ({ tasks, may }) => ({ tasks, may: may.length === 1 ? may : may.slice(0, -1) }),
  program: ({ tasks, may }) => {
    const [n, m] = [tasks.length, may.length]
    const column = (worker: number, task: number) => m + worker * n + task
    const isOn = (task: number, moment: number) => {
      const { start, length } = tasks[task] as Roster['tasks'][number]
      return start <= moment && moment < start + length
    }
    return {
      sense: 'min',
      cost: [...may.map(() => 1), ...may.flatMap((row) => row.map(() => 0))],
      rows: [
        ...range(n).map((task) =>
          sumOf(
            range(m)
              .filter((worker) => may[worker]?.[task])
              .map((worker) => column(worker, task)),
            '=',
            1,
          ),
        ),
        ...range(m).map((worker) => sumOf([worker], '<=', 1)),
        // At each start of a task, a worker does one thing at most, and only if they come at all.
        ...range(m).flatMap((worker) =>
          tasks.map(({ start: moment }) => ({
            terms: [
              [worker, -1] as const,
              ...range(n).flatMap((task) => (isOn(task, moment) ? [[column(worker, task), 1] as const] : [])),
            ],
            relation: '<=' as const,
            to: 0,
          })),
        ),
      ],
    }
  },
  worthOf: ({ tasks, may }, workerOf: readonly number[]) => {
    expectRule(workerOf.length === tasks.length, 'each task has a worker')
    for (const [task, worker] of workerOf.entries()) {
      expectRule(may[worker]?.[task] === true, 'nobody does what they are not qualified for')
      for (const [other, { start, length }] of tasks.entries()) {
        const one = tasks[task] as Roster['tasks'][number]
        const meet = other !== task && start < one.start + one.length && one.start < start + length
        expectRule(!meet || workerOf[other] !== worker, 'nobody does two things at once')
      }
    }
    return new Set(workerOf).size
  },
}
