import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { distanceMeters } from '../../kit/geo'
import { type GoodsLine, type GoodsPlan, type GoodsProblem, type GoodsSource, planGoods, urgencies } from '..'
import { openHighs, type SolveProgram, sumOf } from '../integer-program.testing'
import { arcCost, shortCost } from './goods-costs'

let best: SolveProgram
beforeAll(async () => {
  best = await openHighs()
})

const unlimited = { seed: 1, stepsMax: Number.POSITIVE_INFINITY }
const NOW = 29_000_000
const DAY = 1_440

/** Places along the river, about 8 km from one to the next. */
const at = (place: number) => ({ latitude: 51, longitude: 71 + place * 0.115 })
const aSource = (id: string, over: Partial<GoodsSource> = {}): GoodsSource => ({
  id,
  point: at(0),
  item: 'blanket',
  amount: 10,
  ...over,
})
const aLine = (id: string, over: Partial<GoodsLine> = {}): GoodsLine => ({
  id,
  point: at(0),
  place: 'Kenesary',
  item: 'blanket',
  amount: 10,
  urgency: 'later',
  due: NOW + DAY,
  ...over,
})
const aProblem = (sources: readonly GoodsSource[], lines: readonly GoodsLine[]): GoodsProblem => ({
  sources,
  lines,
  substitutes: [],
  reachMeters: 30_000,
  now: NOW,
})
const plan = (problem: GoodsProblem): GoodsPlan => planGoods(problem, unlimited).solution as GoodsPlan
const givenTo = (problem: GoodsProblem) =>
  Object.fromEntries(plan(problem).lines.map(({ lineId, given }) => [lineId, given]))

const sources = (most: number) =>
  fc.array(
    fc.record({
      place: fc.nat(3),
      item: fc.constantFrom('blanket', 'quilt'),
      amount: fc.nat(4),
      expiresAt: fc.option(fc.constantFrom(NOW + DAY / 2, NOW + 2 * DAY, NOW + 40 * DAY), { nil: undefined }),
    }),
    { minLength: 1, maxLength: most },
  )
const lines = (most: number) =>
  fc.array(
    fc.record({
      place: fc.nat(3),
      item: fc.constantFrom('blanket', 'blanket', 'quilt'),
      amount: fc.nat(4),
      urgency: fc.constantFrom(...urgencies),
      due: fc.constantFrom(NOW - DAY, NOW + DAY, NOW + 3 * DAY),
    }),
    { minLength: 1, maxLength: most },
  )
const anyGoods = (sourcesMax: number, linesMax: number) =>
  fc
    .record({
      sources: sources(sourcesMax),
      lines: lines(linesMax),
      extraMinutes: fc.constantFrom(-20, 15, 40),
      reachMeters: fc.constantFrom(9_000, 17_000),
    })
    .map(
      ({ sources, lines, extraMinutes, reachMeters }): GoodsProblem => ({
        sources: sources.map(({ place, expiresAt, ...rest }, s) => ({
          id: `s${s}`,
          point: at(place),
          ...rest,
          ...(expiresAt === undefined ? {} : { expiresAt }),
        })),
        lines: lines.map(({ place, ...rest }, l) => ({ id: `l${l}`, point: at(place), place: `p${place}`, ...rest })),
        substitutes: [{ wanted: 'blanket', given: 'quilt', extraMinutes }],
        reachMeters,
        now: NOW,
      }),
    )
const problems = anyGoods(3, 4)

type Way = { readonly source: number; readonly line: number; readonly cost: number }

function waysOf({ sources, lines, substitutes, reachMeters, now }: GoodsProblem): Way[] {
  return lines.flatMap((line, l) =>
    sources.flatMap((source, s): Way[] => {
      const instead = substitutes.find(({ wanted, given }) => wanted === line.item && given === source.item)
      const extra = source.item === line.item ? 0 : instead?.extraMinutes
      const meters = distanceMeters(source.point, line.point)
      const keeps = (source.expiresAt ?? Number.POSITIVE_INFINITY) - Math.max(now, line.due)
      if (extra === undefined || source.amount === 0 || meters > reachMeters || keeps <= 0) return []
      return [{ source: s, line: l, cost: arcCost(meters, extra, keeps) }]
    }),
  )
}

/** Lines of each share: one place, item and urgency. */
const sharesOf = ({ lines }: GoodsProblem): number[][] => [
  ...Map.groupBy(lines.keys(), (l) => `${lines[l]?.urgency} ${lines[l]?.place} ${lines[l]?.item}`).values(),
]
const sum = (some: readonly number[], of: (one: number) => number) => some.reduce((all, one) => all + of(one), 0)

function givenBy(problem: GoodsProblem, ways: readonly Way[], flow: readonly number[]): number[] {
  const given = problem.lines.map(() => 0)
  for (const [w, { line }] of ways.entries()) given[line] = (given[line] ?? 0) + (flow[w] ?? 0)
  return given
}

/** What comes before the cost, in order, each the more the better: units for an urgency, then its fractions, the smallest first. */
function fairnessOf(problem: GoodsProblem, given: readonly number[]): number[] {
  const amount = (l: number) => problem.lines[l]?.amount ?? 0
  return urgencies.flatMap((urgency) => {
    const own = sharesOf(problem).filter(([first = 0]) => problem.lines[first]?.urgency === urgency)
    const fractions = own
      .filter((share) => sum(share, amount) > 0)
      .map((share) => sum(share, (l) => given[l] ?? 0) / sum(share, amount))
    return [sum(own.flat(), (l) => given[l] ?? 0), ...fractions.sort((a, b) => a - b)]
  })
}

function costOf(
  problem: GoodsProblem,
  ways: readonly Way[],
  flow: readonly number[],
  given: readonly number[],
): number {
  let cost = ways.reduce((all, way, w) => all + way.cost * (flow[w] ?? 0), 0)
  for (const share of sharesOf(problem)) {
    // Only lines that something could reach count as due sooner or later.
    const reached = share.filter((l) => problem.lines[l]?.amount !== 0 && ways.some(({ line }) => line === l))
    const dues = [...new Set(reached.map((l) => problem.lines[l]?.due ?? 0))].sort((a, b) => b - a)
    for (const l of reached) {
      const { due = 0, amount = 0 } = problem.lines[l] ?? {}
      cost += (amount - (given[l] ?? 0)) * shortCost(dues.indexOf(due))
    }
  }
  return cost
}

const isBetter = (a: readonly number[], b: readonly number[]): boolean => {
  const first = a.findIndex((one, i) => one !== b[i])
  return first >= 0 && (a[first] ?? 0) > (b[first] ?? 0)
}

/** Every flow there is. */
function* everyFlow(problem: GoodsProblem, ways: readonly Way[], flow: number[] = []): Generator<readonly number[]> {
  const way = ways[flow.length]
  if (way === undefined) return yield flow
  const taken = (of: (other: Way) => boolean) => sum([...flow.keys()], (w) => (of(ways[w] as Way) ? (flow[w] ?? 0) : 0))
  const most = Math.min(
    (problem.sources[way.source]?.amount ?? 0) - taken(({ source }) => source === way.source),
    (problem.lines[way.line]?.amount ?? 0) - taken(({ line }) => line === way.line),
  )
  for (let amount = 0; amount <= most; amount++) yield* everyFlow(problem, ways, [...flow, amount])
}

const flowOf = (problem: GoodsProblem, ways: readonly Way[], { proposals }: GoodsPlan): number[] =>
  ways.map(
    ({ source, line }) =>
      proposals.find(
        ({ sourceId, lineId }) => sourceId === problem.sources[source]?.id && lineId === problem.lines[line]?.id,
      )?.amount ?? 0,
  )

test('most to the most urgent, then the evenest shares of all there are, at the least cost for these shares', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const ways = waysOf(problem)
      fc.pre(ways.length <= 6)
      const solved = planGoods(problem, unlimited)
      const found = solved.solution as GoodsPlan
      const flow = flowOf(problem, ways, found)
      expect(sum(flow, (one) => one)).toBe(
        sum(
          found.proposals.map(({ amount }) => amount),
          (one) => one,
        ),
      )
      for (const [s, { amount }] of problem.sources.entries()) {
        expect(sum([...ways.keys()], (w) => (ways[w]?.source === s ? (flow[w] ?? 0) : 0))).toBeLessThanOrEqual(amount)
      }
      const given = givenBy(problem, ways, flow)
      expect(found.lines.map((line) => line.given)).toEqual(given)
      const fairness = fairnessOf(problem, given)
      const amounts = (of: readonly number[]) => sharesOf(problem).map((share) => sum(share, (l) => of[l] ?? 0))
      let cheapest = Number.POSITIVE_INFINITY
      for (const other of everyFlow(problem, ways)) {
        const theirs = givenBy(problem, ways, other)
        if (isBetter(fairnessOf(problem, theirs), fairness)) expect(fairnessOf(problem, theirs)).toEqual(fairness)
        if (`${amounts(theirs)}` === `${amounts(given)}`) {
          cheapest = Math.min(cheapest, costOf(problem, ways, other, theirs))
        }
      }
      expect(costOf(problem, ways, flow, given)).toBe(cheapest)
      expect(solved).toMatchObject({ status: 'optimal', objective: cheapest, bound: cheapest })
    }),
    { numRuns: 400, seed: 1 },
  )
})

test('of more lines as many units for each urgency as HiGHS finds, no share that could be evener, and the least cost', () => {
  fc.assert(
    fc.property(anyGoods(7, 14), (problem) => {
      const ways = waysOf(problem)
      const { proposals } = plan(problem)
      const flow = flowOf(problem, ways, { proposals, lines: [], shares: [] })
      const given = givenBy(problem, ways, flow)
      const over = (of: (way: Way) => boolean) => [...ways.keys()].filter((w) => of(ways[w] as Way))
      const limits = [
        ...problem.sources.map(({ amount }, s) =>
          sumOf(
            over(({ source }) => source === s),
            '<=',
            amount,
          ),
        ),
        ...problem.lines.map(({ amount }, l) =>
          sumOf(
            over(({ line }) => line === l),
            '<=',
            amount,
          ),
        ),
      ]
      for (const u of urgencies.keys()) {
        const counts = (l: number) => urgencies.indexOf(problem.lines[l]?.urgency ?? 'later') <= u
        const cost = ways.map(({ line }) => (counts(line) ? 1 : 0))
        const own = sum([...given.keys()], (l) => (counts(l) ? (given[l] ?? 0) : 0))
        expect(best({ sense: 'max', cost, rows: limits })).toBeCloseTo(own, 6)
      }
      const shares = sharesOf(problem)
      const amounts = shares.map((share) => sum(share, (l) => given[l] ?? 0))
      const exactly = (wanted: readonly number[]) =>
        shares.map((share, e) =>
          sumOf(
            over(({ line }) => share.includes(line)),
            '=',
            wanted[e] ?? 0,
          ),
        )
      // A unit handed from one share to another of the same urgency would have to make the smallest fractions larger.
      const isUrgency = (e: number) => problem.lines[shares[e]?.[0] ?? -1]?.urgency
      for (const [from, to] of shares.keys().flatMap((a) => shares.keys().map((b) => [a, b] as const))) {
        if (from === to || isUrgency(from) !== isUrgency(to) || amounts[from] === 0) continue
        const handed = amounts.map((one, e) => one + (e === to ? 1 : e === from ? -1 : 0))
        const wantedOf = (e: number) => sum(shares[e] ?? [], (l) => problem.lines[l]?.amount ?? 0)
        const fractions = (of: readonly number[]) =>
          [from, to].map((e) => (of[e] ?? 0) / wantedOf(e)).sort((a, b) => a - b)
        if (wantedOf(to) < (handed[to] ?? 0) || !isBetter(fractions(handed), fractions(amounts))) continue
        expect(best({ sense: 'max', cost: ways.map(() => 0), rows: [...limits, ...exactly(handed)] })).toBeUndefined()
      }
      const shortCosts = costOf(
        problem,
        ways,
        ways.map(() => 0),
        problem.lines.map(() => 0),
      )
      const saved = problem.lines.map(
        (_, l) =>
          shortCosts -
          costOf(
            problem,
            ways,
            ways.map(() => 0),
            problem.lines.map((_, k) => (k === l ? 1 : 0)),
          ),
      )
      const cost = ways.map((way) => way.cost - (saved[way.line] ?? 0))
      const least = best({ sense: 'min', cost, rows: [...limits, ...exactly(amounts)] })
      expect(planGoods(problem, unlimited).objective).toBeCloseTo(shortCosts + (least ?? Number.NaN), 4)
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('whoever lists them in whatever order, the plan is the same; cut short it still is fair, and the bound holds', () => {
  fc.assert(
    fc.property(problems, fc.nat(3), (problem, stepsMax) => {
      const solved = planGoods(problem, unlimited)
      const turned = { ...problem, sources: problem.sources.toReversed(), lines: problem.lines.toReversed() }
      expect(planGoods(turned, unlimited)).toEqual(solved)
      const short = planGoods(problem, { seed: 1, stepsMax })
      expect(short.solution?.shares).toEqual(solved.solution?.shares)
      expect(short.objective).toBeGreaterThanOrEqual(solved.objective ?? 0)
      expect(short.bound ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(solved.objective ?? 0)
      expect(short.status === 'optimal').toBe(short.bound === short.objective)
    }),
    { numRuns: 200, seed: 1 },
  )
})

test('one more lot takes nothing from the most urgent, and in all no less is given', () => {
  fc.assert(
    fc.property(problems, fc.nat(3), (problem, place) => {
      const more = { ...problem, sources: [...problem.sources, aSource('more', { point: at(place), amount: 2 })] }
      const perUrgency = (some: GoodsProblem) =>
        urgencies.map((urgency) =>
          sum(
            plan(some).shares.map((share) => (share.urgency === urgency ? share.given : 0)),
            (one) => one,
          ),
        )
      const [before, after] = [perUrgency(problem), perUrgency(more)]
      for (const u of urgencies.keys()) {
        expect(sum(after.slice(0, u + 1), (one) => one)).toBeGreaterThanOrEqual(
          sum(before.slice(0, u + 1), (one) => one),
        )
      }
    }),
    { numRuns: 200, seed: 1 },
  )
})

test('what is short is shared by places, not by how many lines each has written', () => {
  const problem = aProblem(
    [aSource('store', { amount: 11 })],
    [
      aLine('a', { amount: 10 }),
      aLine('b1', { place: 'Zhanatas', point: at(1), amount: 6 }),
      aLine('b2', { place: 'Zhanatas', point: at(1), amount: 4 }),
      aLine('c', { place: 'Aksai', point: at(1), amount: 2 }),
    ],
  )
  expect(plan(problem).shares.map(({ place, wanted, given }) => [place, wanted, given])).toEqual([
    ['Aksai', 2, 1],
    ['Kenesary', 10, 5],
    ['Zhanatas', 10, 5],
  ])
})

test('a place that only one store reaches gets no less because another store is full elsewhere', () => {
  const lines = [aLine('near', { amount: 8 }), aLine('far', { place: 'Aksai', point: at(3), amount: 8 })]
  const stores = [aSource('river', { amount: 8 }), aSource('hill', { point: at(3), amount: 2 })]
  expect(givenTo({ ...aProblem(stores, lines), reachMeters: 9_000 })).toEqual({ near: 8, far: 2 })
  expect(givenTo(aProblem(stores, lines))).toEqual({ near: 5, far: 5 })
})

test('lines that keep somebody alive come first, and within a place what is due first', () => {
  const problem = aProblem(
    [aSource('store', { amount: 12 })],
    [
      aLine('tomorrow'),
      aLine('next week', { due: NOW + 7 * DAY }),
      aLine('alive', { place: 'Aksai', point: at(2), urgency: 'alive' }),
    ],
  )
  expect(plan(problem).lines).toEqual([
    { lineId: 'alive', wanted: 10, given: 10 },
    { lineId: 'next week', wanted: 10, given: 0, short: { code: 'more-urgent', missing: 10 } },
    { lineId: 'tomorrow', wanted: 10, given: 2, short: { code: 'more-urgent', missing: 8 } },
  ])
})

test('each proposal says why: nearest, next nearest, expires first, or in place of what was asked for', () => {
  const problem = {
    ...aProblem(
      [
        aSource('a', { amount: 4 }),
        aSource('b', { point: at(1), amount: 3 }),
        aSource('flour', { item: 'flour', amount: 9 }),
        aSource('old flour', { item: 'flour', point: at(1), amount: 2, expiresAt: NOW + 3 * DAY }),
        aSource('quilts', { item: 'quilt', amount: 9 }),
      ],
      [aLine('bedding', { amount: 10 }), aLine('bread', { item: 'flour', amount: 5 })],
    ),
    substitutes: [{ wanted: 'blanket', given: 'quilt', extraMinutes: 60 }],
  }
  expect(plan(problem).proposals).toEqual([
    { sourceId: 'a', lineId: 'bedding', amount: 4, travelMinutes: 0, reason: { code: 'nearest', travelMinutes: 0 } },
    {
      sourceId: 'b',
      lineId: 'bedding',
      amount: 3,
      travelMinutes: 23,
      reason: { code: 'next-nearest', travelMinutes: 23 },
    },
    {
      sourceId: 'quilts',
      lineId: 'bedding',
      amount: 3,
      travelMinutes: 0,
      reason: { code: 'substitute', travelMinutes: 0 },
    },
    { sourceId: 'flour', lineId: 'bread', amount: 3, travelMinutes: 0, reason: { code: 'nearest', travelMinutes: 0 } },
    {
      sourceId: 'old flour',
      lineId: 'bread',
      amount: 2,
      travelMinutes: 23,
      reason: { code: 'expires-first', days: 3 },
    },
  ])
})

test('what cannot be given says whether nobody has it, it spoils first, it is too far, or all is shared', () => {
  const problem = aProblem(
    [
      aSource('blankets', { amount: 3 }),
      aSource('milk', { item: 'milk', expiresAt: NOW + DAY }),
      aSource('tents', { item: 'tent', point: at(6) }),
    ],
    [
      aLine('a', { amount: 4 }),
      aLine('b', { item: 'stove' }),
      aLine('c', { item: 'milk' }),
      aLine('d', { item: 'tent' }),
      aLine('e', { item: 'stove', amount: 0 }),
    ],
  )
  expect(plan(problem).lines.map(({ lineId, short }) => [lineId, short])).toEqual([
    ['a', { code: 'shared', missing: 1 }],
    ['b', { code: 'nobody-has', missing: 10 }],
    ['c', { code: 'expires', missing: 10 }],
    ['d', { code: 'too-far', missing: 10, nearestKilometers: 49 }],
    ['e', undefined],
  ])
})

test('nothing at all is a plan, and what has no meaning is refused with the reason', () => {
  expect(planGoods(aProblem([], []), unlimited)).toEqual({
    status: 'optimal',
    objective: 0,
    bound: 0,
    steps: 0,
    solution: { proposals: [], lines: [], shares: [] },
  })
  const refused: [GoodsProblem, string][] = [
    [aProblem([aSource('a', { amount: -1 })], []), 'got -1 at source a'],
    [aProblem([aSource('a', { amount: Number.NaN })], []), 'got NaN at source a'],
    [aProblem([], [aLine('a', { amount: 0.5 })]), 'got 0.5 at line a'],
    [aProblem([], [aLine('a', { amount: 2_000_000_000 })]), 'to 1000000000, got 2000000000'],
    [aProblem([], [aLine('a'), aLine('a')]), 'got a twice'],
    [aProblem([], [aLine('a', { due: Number.NaN })]), 'got NaN at line a'],
    [aProblem([aSource('a', { expiresAt: Number.POSITIVE_INFINITY })], []), 'got Infinity at source a'],
    [aProblem([aSource('a', { point: { latitude: 91, longitude: 0 } })], []), 'on the Earth at source a'],
    [{ ...aProblem([], []), reachMeters: -1 }, 'got -1'],
    [{ ...aProblem([], []), now: 0.5 }, 'as now, got 0.5'],
    [
      { ...aProblem([], []), substitutes: [{ wanted: 'a', given: 'b', extraMinutes: Number.NaN }] },
      'got NaN for b in place of a',
    ],
    [
      aProblem(
        [],
        ['a', 'b', 'c'].map((id) => aLine(id, { amount: 1_000_000_000 })),
      ),
      'at most 2147483647 of blanket',
    ],
  ]
  for (const [problem, message] of refused) expect(() => planGoods(problem, unlimited)).toThrow(message)
})
