import fc from 'fast-check'
import { sumOf } from '../../../allocation/integer-program.testing'
import { expectRule, type KindCase, range, total } from './kind-case.testing'

type Costs = readonly (readonly number[])[]

const square = (size: number) =>
  fc.array(fc.array(fc.integer({ min: -30, max: 30 }), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  })

/** Rows on columns. */
export const lapCase: KindCase<Costs> = {
  kind: 'lap',
  sense: 'min',
  exact: true,
  stepsMax: 1000,
  problems: fc.integer({ min: 0, max: 9 }).chain(square),
  text: (costs) => `${costs.length}\n${costs.map((row) => row.join(' ')).join('\n')}\n`,
  relabelled: (costs, order) => order(costs.map((row) => order(row))),
  poorer: (costs) => costs.map((row, r) => (r === costs.length - 1 ? row.map((one) => one + 5) : row)),
  program: (costs) => {
    const size = costs.length
    return {
      sense: 'min',
      cost: costs.flat(),
      rows: range(size).flatMap((r) => [
        sumOf(
          range(size).map((c) => r * size + c),
          '=',
          1,
        ),
        sumOf(
          range(size).map((c) => c * size + r),
          '=',
          1,
        ),
      ]),
    }
  },
  worthOf: (costs, columns: readonly number[]) => {
    expectRule(columns.length === costs.length && new Set(columns).size === costs.length, 'each column is used once')
    return total(costs, (row, r) => row[columns[r] ?? -1] ?? Number.NaN)
  },
}
