import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openHighs, type SolveProgram } from '../../allocation/integer-program.testing'
import { newChance } from '../../kit/chance'
import { gapCase } from './every-kind/gap-case.testing'
import type { KindCase, Order } from './every-kind/kind-case.testing'
import { lapCase } from './every-kind/lap-case.testing'
import { regionCase } from './every-kind/region-case.testing'
import { roundsCase } from './every-kind/rounds-case.testing'
import { smptspCase } from './every-kind/smptsp-case.testing'
import { transportCase } from './every-kind/transport-case.testing'
import { solveKinds } from './solve-kinds'

let best: SolveProgram
beforeAll(async () => {
  best = await openHighs()
})

/** What `asar solve` says of a problem, its solution held against every rule: the worth, and what no solution is better than. */
function solved<P>({ kind, sense, text, worthOf, ...one }: KindCase<P>, problem: P, stepsMax = one.stepsMax) {
  const answer = solveKinds[kind]?.(text(problem), sense)({ seed: 1, stepsMax })
  if (answer === undefined) throw new Error(`expected a kind, got ${kind}`)
  const { status, objective, bound, solution } = answer
  if (solution === null) return { status, worth: undefined, bound }
  const worth = worthOf(problem, solution as never)
  // Of rounds the objective is the way, and the number of vehicles comes before it.
  if (kind === 'vrptw' || kind === 'pdptw') return { status, worth, bound: 10_000 * Number(answer.vehiclesBound) }
  expect(worth).toBe(objective)
  if (status === 'optimal') expect(bound).toBe(objective)
  return { status, worth, bound }
}

const holds = <P>(one: KindCase<P>) => {
  const isAtLeastAsGood = (a: number, b: number) => (one.sense === 'min' ? a <= b + 1e-6 : a >= b - 1e-6)

  test('finds the best that HiGHS finds, knows where there is none, and its bound is true', () => {
    fc.assert(
      fc.property(one.problems, (problem) => {
        const truth = best(one.program(problem))
        const { status, worth, bound } = solved(one, problem)
        if (truth === undefined) {
          expect(['infeasible', 'gave-up']).toContain(status)
          return
        }
        if (worth === undefined) throw new Error(`expected a solution as good as ${truth}, got ${status}`)
        expect(isAtLeastAsGood(truth, worth)).toBe(true)
        if (one.exact || status === 'optimal') expect(worth).toBeCloseTo(truth, 6)
        if (bound !== null) expect(isAtLeastAsGood(bound, truth)).toBe(true)
      }),
      { numRuns: 50, seed: 1 },
    )
  })

  test('cut short it says nothing wrong', () => {
    fc.assert(
      fc.property(one.problems, fc.nat(3), (problem, stepsMax) => {
        const truth = best(one.program(problem))
        const { status, worth, bound } = solved(one, problem, stepsMax)
        if (truth === undefined) expect(worth).toBeUndefined()
        else expect(status).not.toBe('infeasible')
        if (truth === undefined) return
        if (worth !== undefined) expect(isAtLeastAsGood(truth, worth)).toBe(true)
        if (bound !== null) expect(isAtLeastAsGood(bound, truth)).toBe(true)
      }),
      { numRuns: 25, seed: 2 },
    )
  })

  test('says the same under other numbers, and is no worse for having more', () => {
    fc.assert(
      fc.property(one.problems, fc.nat(99), (problem, seed) => {
        const plain = solved(one, problem)
        const other = solved(one, one.relabelled(problem, orderOf(seed)))
        const poorer = solved(one, one.poorer(problem))
        expect(other.worth === undefined).toBe(plain.worth === undefined)
        if (plain.status === 'infeasible') expect(poorer.worth).toBeUndefined()
        if (plain.worth === undefined || other.worth === undefined) return
        if (one.exact) expect(other.worth).toBeCloseTo(plain.worth, 6)
        if (other.bound !== null) expect(isAtLeastAsGood(other.bound, plain.worth)).toBe(true)
        if (plain.bound !== null) expect(isAtLeastAsGood(plain.bound, other.worth)).toBe(true)
        if (poorer.worth === undefined) return
        if (one.exact) expect(isAtLeastAsGood(plain.worth, poorer.worth)).toBe(true)
        if (plain.bound !== null) expect(isAtLeastAsGood(plain.bound, poorer.worth)).toBe(true)
      }),
      { numRuns: 50, seed: 1 },
    )
  })
}

/** A shuffle that is the same for every list of one length. */
const orderOf =
  (seed: number): Order =>
  (list) => {
    const chance = newChance(`${seed}/${list.length}`)
    return list
      .map((one) => [chance.next(), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one)
  }

describe('lap', () => holds(lapCase))
describe('gap, the least', () => holds(gapCase('min')))
describe('gap, the most', () => holds(gapCase('max')))
describe('smptsp', () => holds(smptspCase))
describe('transport', () => holds(transportCase))
describe('region-one', () => holds(regionCase('region-one')))
describe('region-week', () => holds(regionCase('region-week')))
describe('vrptw', () => holds(roundsCase('vrptw')))
describe('pdptw', () => holds(roundsCase('pdptw')))
