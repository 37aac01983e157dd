import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareEvenly } from './share-evenly'

const asked = fc.array(
  fc.record({ wanted: fc.integer({ min: 1, max: 9 }), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { minLength: 1, maxLength: 6 },
)

test('every unit goes to whoever has the smallest part of what they want, and least wants among equals', () => {
  fc.assert(
    fc.property(asked, fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
      const wanted = list.map((one) => one.wanted)
      const shares = list.map((one) => Math.floor((one.wanted * one.part) / 2))
      const least = Float64Array.from(shares)
      const [has, all] = [shares, wanted].map((some) => some.reduce((sum, one) => sum + one, 0)) as [number, number]
      const total = has + Math.floor((all - has) * part)
      for (let unit = has; unit < total; unit++) {
        const open = [...wanted.keys()].filter((i) => (shares[i] ?? 0) < (wanted[i] ?? 0))
        const rank = (i: number) => (shares[i] ?? 0) / (wanted[i] ?? 1)
        open.sort((a, b) => rank(a) - rank(b) || (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b)
        const first = open[0] as number
        shares[first] = (shares[first] ?? 0) + 1
      }
      expect([...shareEvenly(total, Float64Array.from(wanted), least)]).toEqual(shares)
    }),
    { numRuns: 500, seed: 1 },
  )
})

test('numbers too large for products of doubles are compared exactly', () => {
  const wanted = Float64Array.of(2_147_483_647, 2_147_483_646, 2_147_483_645)
  const shares = shareEvenly(3_000_000_000, wanted, new Float64Array(3))
  expect(shares.reduce((sum, one) => sum + one, 0)).toBe(3_000_000_000)
  // No unit could be moved to somebody who would then still have a smaller part than its giver keeps.
  for (const [i, most] of shares.entries()) {
    for (const [j, least] of shares.entries()) {
      const keeps = BigInt(most - 1) * BigInt(wanted[j] ?? 0)
      if (i !== j) expect(keeps <= BigInt(least) * BigInt(wanted[i] ?? 0)).toBe(true)
    }
  }
})
