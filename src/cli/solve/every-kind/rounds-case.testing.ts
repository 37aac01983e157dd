import fc from 'fast-check'
import { sumOf } from '../../../allocation/integer-program.testing'
import { expectRule, type KindCase, range, total } from './kind-case.testing'

type Stop = {
  readonly x: number
  readonly y: number
  readonly ready: number
  readonly wide: number
  readonly service: number
}
/** Somewhere to go, or something to bring from one stop to the other. */
type Errand = { readonly stops: readonly [Stop] | readonly [Stop, Stop]; readonly amount: number }
type Fleet = { readonly vehicles: number; readonly capacity: number; readonly errands: readonly Errand[] }

/** A vehicle costs more than all the ways together. */
const VEHICLE = 10_000
const DAY = 150
const depot = { x: 10, y: 10 }

const stop: fc.Arbitrary<Stop> = fc.record({
  x: fc.nat(20),
  y: fc.nat(20),
  ready: fc.nat(90),
  wide: fc.nat(60),
  service: fc.nat(6),
})
const fleets = (errand: fc.Arbitrary<Errand>, most: number): fc.Arbitrary<Fleet> =>
  fc.record({
    vehicles: fc.integer({ min: 1, max: 3 }),
    capacity: fc.integer({ min: 4, max: 12 }),
    errands: fc.array(errand, { maxLength: most }),
  })

/** Stops of a problem from 1, in the order in which the file numbers them. */
const stopsOf = ({ errands }: Fleet) =>
  errands.flatMap(({ stops, amount }, errand) =>
    stops.map((at, end) => ({ ...at, errand, amount: end === 0 ? amount : -amount })),
  )

const meters = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y)

/** Length of a round through these stops in order, or undefined where it breaks a rule. */
function lengthOf(fleet: Fleet, route: readonly number[], brings: boolean): number | undefined {
  const all = stopsOf(fleet)
  let [time, way] = [0, 0]
  // What is delivered is on board from the start; what is brought from stop to stop is not.
  let load = brings ? 0 : total(route, (id) => all[id - 1]?.amount ?? Number.NaN)
  let at: { x: number; y: number } = depot
  const aboard = new Set<number>()
  if (load > fleet.capacity) return undefined
  for (const id of route) {
    const next = all[id - 1] as (typeof all)[number]
    way += meters(at, next)
    time = Math.max(time + meters(at, next), next.ready)
    if (time > next.ready + next.wide) return undefined
    time += next.service
    if (brings) {
      load += next.amount
      if (load > fleet.capacity) return undefined
      if (aboard.has(next.errand)) aboard.delete(next.errand)
      else if (fleet.errands[next.errand]?.stops[1] !== undefined && all[id - 2]?.errand === next.errand)
        return undefined
      else aboard.add(next.errand)
    }
    at = next
  }
  way += meters(at, depot)
  return aboard.size > 0 || time + meters(at, depot) > DAY ? undefined : way
}

function* orders(list: readonly number[]): Generator<number[]> {
  if (list.length === 0) yield []
  for (const one of list) for (const rest of orders(list.filter((other) => other !== one))) yield [one, ...rest]
}

/** The shortest round of every set of errands that one vehicle can do. */
function roundsOf(fleet: Fleet, brings: boolean): { errands: number[]; length: number }[] {
  const all = stopsOf(fleet)
  const found: { errands: number[]; length: number }[] = []
  for (let set = 1; set < 1 << fleet.errands.length; set++) {
    const errands = range(fleet.errands.length).filter((errand) => (set >> errand) & 1)
    const ids = range(all.length + 1).filter((id) => id > 0 && errands.includes(all[id - 1]?.errand ?? -1))
    let least = Number.POSITIVE_INFINITY
    for (const order of orders(ids)) least = Math.min(least, lengthOf(fleet, order, brings) ?? least)
    if (least < Number.POSITIVE_INFINITY) found.push({ errands, length: least })
  }
  return found
}

/** Rounds with time windows: as few vehicles as can be, then as short a way; both in one number. */
export const roundsCase = (kind: 'vrptw' | 'pdptw'): KindCase<Fleet> => {
  const brings = kind === 'pdptw'
  const errand: fc.Arbitrary<Errand> = fc.record({
    stops: brings ? fc.tuple(stop, stop) : fc.tuple(stop),
    amount: fc.nat(5),
  })
  return {
    kind,
    sense: 'min',
    exact: true,
    stepsMax: 3_000,
    problems: fleets(errand, brings ? 3 : 5),
    text: (fleet) => {
      const partner = (id: number, amount: number) => (amount > 0 || id % 2 === 1 ? `0 ${id + 1}` : `${id - 1} 0`)
      return [
        `${fleet.vehicles} ${fleet.capacity}${brings ? ' 1' : ''}`,
        `0 ${depot.x} ${depot.y} 0 0 ${DAY} 0${brings ? ' 0 0' : ''}`,
        ...stopsOf(fleet).map(({ x, y, amount, ready, wide, service }, i) => {
          const line = `${i + 1} ${x} ${y} ${amount} ${ready} ${ready + wide} ${service}`
          return brings ? `${line} ${partner(i + 1, amount)}` : line
        }),
      ].join('\n')
    },
    relabelled: (fleet, order) => ({ ...fleet, errands: order(fleet.errands) }),
    poorer: (fleet) => ({ ...fleet, vehicles: Math.max(1, fleet.vehicles - 1) }),
    program: (fleet) => {
      const rounds = roundsOf(fleet, brings)
      const all = range(rounds.length)
      return {
        sense: 'min',
        cost: rounds.map(({ length }) => VEHICLE + length),
        rows: [
          sumOf(all, '<=', fleet.vehicles),
          ...fleet.errands.map((_, one) =>
            sumOf(
              all.filter((r) => rounds[r]?.errands.includes(one)),
              '=',
              1,
            ),
          ),
        ],
      }
    },
    worthOf: (fleet, routes: readonly (readonly number[])[]) => {
      const done = routes.flat().toSorted((a, b) => a - b)
      expectRule(`${done}` === `${range(stopsOf(fleet).length).map((i) => i + 1)}`, 'each stop is made once')
      expectRule(routes.length <= fleet.vehicles, 'no more vehicles than there are')
      return total(routes, (route) => {
        const length = lengthOf(fleet, route, brings)
        expectRule(length !== undefined, 'no round is late, overloaded or out of order')
        return VEHICLE + (length ?? Number.NaN)
      })
    },
  }
}
