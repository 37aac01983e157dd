import fc from 'fast-check'
import { sumOf } from '../../../allocation/integer-program.testing'
import { expectRule, type KindCase, total } from './kind-case.testing'

type Goods = {
  readonly supply: readonly number[]
  readonly sinks: readonly { readonly demand: number; readonly weight: number }[]
  /** Cost of a unit from each source to each sink; null: no way. */
  readonly cost: readonly (readonly (number | null)[])[]
}

const goods: fc.Arbitrary<Goods> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 }))
  .chain(([sources, sinks]) =>
    fc.record({
      supply: fc.array(fc.nat(20), { minLength: sources, maxLength: sources }),
      sinks: fc.array(fc.record({ demand: fc.nat(15), weight: fc.integer({ min: -5, max: 60 }) }), {
        minLength: sinks,
        maxLength: sinks,
      }),
      cost: fc.array(fc.array(fc.option(fc.integer({ min: -9, max: 50 })), { minLength: sinks, maxLength: sinks }), {
        minLength: sources,
        maxLength: sources,
      }),
    }),
  )

const waysOf = ({ cost }: Goods) =>
  cost.flatMap((row, s) => row.flatMap((one, t) => (one === null ? [] : [{ source: s, sink: t, cost: one }])))

/** Goods from sources to sinks. */
export const transportCase: KindCase<Goods> = {
  kind: 'transport',
  sense: 'max',
  exact: true,
  stepsMax: 1000,
  problems: goods,
  text: (problem) => {
    const ways = waysOf(problem)
    return [
      `p tp ${problem.supply.length} ${problem.sinks.length} ${ways.length}`,
      ...problem.supply.map((one, s) => `s ${s} ${one}`),
      ...problem.sinks.map(({ demand, weight }, t) => `d ${t} ${demand} ${weight}`),
      ...ways.map(({ source, sink, cost }) => `a ${source} ${sink} ${cost}`),
    ].join('\n')
  },
  relabelled: ({ supply, sinks, cost }, order) => ({
    supply: order(supply),
    sinks: order(sinks),
    cost: order(cost.map((row) => order(row))),
  }),
  poorer: (problem) => ({ ...problem, supply: problem.supply.with(-1, 0) }),
  program: (problem) => {
    const ways = waysOf(problem)
    const over = (of: (way: (typeof ways)[number]) => boolean) => [...ways.keys()].filter((w) => of(ways[w] as never))
    return {
      sense: 'max',
      cost: ways.map(({ sink, cost }) => (problem.sinks[sink]?.weight ?? 0) - cost),
      rows: [
        ...problem.supply.map((one, s) =>
          sumOf(
            over(({ source }) => source === s),
            '<=',
            one,
          ),
        ),
        ...problem.sinks.map(({ demand }, t) =>
          sumOf(
            over(({ sink }) => sink === t),
            '<=',
            demand,
          ),
        ),
      ],
    }
  },
  worthOf: ({ supply, sinks, cost }, flows: readonly (readonly [number, number, number])[]) => {
    for (const [s, most] of supply.entries()) {
      expectRule(total(flows, ([source, , amount]) => (source === s ? amount : 0)) <= most, 'supplies hold')
    }
    for (const [t, { demand }] of sinks.entries()) {
      expectRule(total(flows, ([, sink, amount]) => (sink === t ? amount : 0)) <= demand, 'demands hold')
    }
    return total(flows, ([source, sink, amount]) => {
      expectRule(Number.isInteger(amount) && amount > 0, 'amounts are whole')
      return ((sinks[sink]?.weight ?? Number.NaN) - (cost[source]?.[sink] ?? Number.NaN)) * amount
    })
  },
}
