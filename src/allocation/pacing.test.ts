import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  askWeight,
  forecast,
  groupBelief,
  heardWithin,
  historyDays,
  inAskingOrder,
  personBelief,
  sizeWave,
  stillYesProbability,
  yesDistribution,
  yesProbability,
} from './pacing'
import { isQuiet, nextAskableAt } from './quiet-hours'

const now = 29_000_000
const daysAgo = (days: number) => now - days * 1440
const chance = fc.double({ min: 0, max: 1, noNaN: true })

/** Every outcome of every ask, one by one. */
function outcomes(probabilities: readonly number[]): number[] {
  const counts = new Array<number>(probabilities.length + 1).fill(0)
  for (let mask = 0; mask < 2 ** probabilities.length; mask++) {
    let yes = 0
    let weight = 1
    probabilities.forEach((p, i) => {
      const said = (mask >> i) & 1
      yes += said
      weight *= said === 1 ? p : 1 - p
    })
    counts[yes] = (counts[yes] ?? 0) + weight
  }
  return counts
}

test('the distribution agrees with trying every outcome', () => {
  fc.assert(
    fc.property(fc.array(chance, { maxLength: 9 }), (probabilities) => {
      const expected = outcomes(probabilities)
      for (const [i, p] of yesDistribution(probabilities).entries()) expect(p).toBeCloseTo(expected[i] ?? 0, 10)
    }),
  )
})

test('a wave is the fewest asks that are enough, pending ones counted', () => {
  fc.assert(
    fc.property(
      fc.array(chance, { maxLength: 7 }),
      fc.array(chance, { maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      fc.nat(7),
      (candidates, pending, wanted, probability, asksMax) => {
        const enough = (asks: number) =>
          outcomes([...pending, ...candidates.slice(0, asks)]).reduce(
            (sum, p, yes) => (yes >= wanted ? sum + p : sum),
            0,
          )
        const wave = sizeWave(candidates, { wanted, probability, asksMax, pending })
        expect(wave.probability).toBeCloseTo(enough(wave.asks), 9)
        expect(wave.asks).toBeLessThanOrEqual(Math.min(asksMax, candidates.length))
        for (let fewer = 0; fewer < wave.asks; fewer++) expect(enough(fewer)).toBeLessThan(probability + 1e-9)
        if (!wave.reached) expect(wave.asks).toBe(Math.min(asksMax, candidates.length))
      },
    ),
  )
})

test('three sure people are asked for three seats, and nobody when nobody is wanted', () => {
  expect(sizeWave([1, 1, 1, 1], { wanted: 3, probability: 0.9, asksMax: 10 })).toEqual({
    asks: 3,
    probability: 1,
    reached: true,
  })
  expect(sizeWave([0.5], { wanted: 0, probability: 0.9, asksMax: 10 }).asks).toBe(0)
  expect(sizeWave([0, 0], { wanted: 1, probability: 0.9, asksMax: 10 })).toEqual({
    asks: 2,
    probability: 0,
    reached: false,
  })
})

test('a large call-out is sized at once', () => {
  const wave = sizeWave(new Array(100_000).fill(0.3), { wanted: 500, probability: 0.9, asksMax: 100_000 })
  expect(wave.reached).toBe(true)
  expect(wave.asks).toBeGreaterThan(1_667)
  expect(wave.asks).toBeLessThan(1_900)
})

test('history fades by half a month by month and is gone in six months', () => {
  expect(askWeight(now, now)).toBe(1)
  expect(askWeight(daysAgo(historyDays.half), now)).toBeCloseTo(0.5, 12)
  expect(askWeight(daysAgo(180), now)).toBe(0)
  expect(askWeight(now + 1, now)).toBe(0)
})

test('a person starts as the group, moves with their own answers, and is the group again after a reset', () => {
  const group = groupBelief(
    [
      { at: daysAgo(1), yes: true },
      { at: daysAgo(1), yes: false },
    ],
    now,
  )
  expect(group.alpha + group.beta).toBeCloseTo(4, 12)
  const base = yesProbability(personBelief(group, [], now))
  expect(base).toBeCloseTo(yesProbability(group), 12)
  expect(yesProbability(personBelief(group, [{ at: daysAgo(3), yes: true }], now))).toBeGreaterThan(base)
  expect(yesProbability(personBelief(group, [{ at: daysAgo(3), yes: false }], now))).toBeLessThan(base)
  expect(personBelief(group, [{ at: daysAgo(200), yes: false }], now)).toEqual(group)
  expect(yesProbability(groupBelief([], now))).toBeCloseTo(1 / 3, 12)
})

test('an ask taken back tells of a group as much of a no as the silence until then', () => {
  expect(heardWithin(0, 20)).toBe(0)
  expect(heardWithin(20, 20)).toBe(0.5)
  const past = (told: number) =>
    groupBelief(
      [
        { at: now, yes: true },
        { at: now, yes: false, told },
      ],
      now,
    )
  expect(past(0)).toEqual(groupBelief([{ at: now, yes: true }], now))
  expect(past(1)).toEqual(
    groupBelief(
      [
        { at: now, yes: true },
        { at: now, yes: false },
      ],
      now,
    ),
  )
  expect(yesProbability(past(0.5))).toBeLessThan(yesProbability(past(0)))
  expect(yesProbability(past(0.5))).toBeGreaterThan(yesProbability(past(1)))
})

test('the longer the silence, the less hope', () => {
  fc.assert(
    fc.property(
      chance,
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
      (p, a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)]
        expect(stillYesProbability(p, long, 30)).toBeLessThanOrEqual(stillYesProbability(p, short, 30) + 1e-12)
      },
    ),
  )
  expect(stillYesProbability(0.4, 0, 30)).toBeCloseTo(0.4, 12)
})

test('a forecast brackets what comes', () => {
  expect(forecast([1, 1, 1])).toEqual({ expected: 3, almostSurely: 3, atBest: 3 })
  expect(forecast([])).toEqual({ expected: 0, almostSurely: 0, atBest: 0 })
  const ten = forecast(new Array(10).fill(0.5))
  expect(ten).toEqual({ expected: 5, almostSurely: 3, atBest: 7 })
})

test('nobody is asked twice in a row while others wait', () => {
  const ranked = ['a', 'b', 'c', 'd'].map((personId) => ({ personId }))
  const order = inAskingOrder(ranked, new Set(['a', 'c']), new Set(['b'])).map((one) => one.personId)
  expect(order).toEqual(['d', 'a', 'c'])
})

test('quiet hours go by the clock of the person', () => {
  const at = Temporal.Instant.from('2026-10-05T18:00Z')
  expect(isQuiet(at, 'Asia/Almaty')).toBe(true)
  expect(isQuiet(at, 'Europe/London')).toBe(false)
  expect(nextAskableAt(at, 'Asia/Almaty').toString()).toBe('2026-10-06T03:00:00Z')
  expect(nextAskableAt(at, 'Europe/London')).toBe(at)
  expect(isQuiet(Temporal.Instant.from('2026-10-05T03:00Z'), 'Asia/Almaty')).toBe(false)
  expect(isQuiet(Temporal.Instant.from('2026-10-05T02:59Z'), 'Asia/Almaty')).toBe(true)
  const noon = { from: Temporal.PlainTime.from('12:00'), to: Temporal.PlainTime.from('14:00') }
  expect(nextAskableAt(Temporal.Instant.from('2026-10-05T08:00Z'), 'Asia/Almaty', noon).toString()).toBe(
    '2026-10-05T09:00:00Z',
  )
  const never = { from: noon.from, to: noon.from }
  expect(isQuiet(Temporal.Instant.from('2026-10-05T07:00Z'), 'Asia/Almaty', never)).toBe(false)
})
