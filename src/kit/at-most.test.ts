import { expect, test } from 'vitest'
import { atMost } from './at-most'

test('no more run at once than may, in order, and one that fails makes room for the next', async () => {
  const lane = atMost(2)
  let running = 0
  const seen: number[] = []
  const work = (n: number) =>
    lane(async () => {
      seen.push(n)
      expect(++running).toBeLessThanOrEqual(2)
      await new Promise(setImmediate)
      running--
      if (n === 1) throw new RangeError('one')
      return n
    })
  const done = await Promise.allSettled([1, 2, 3, 4, 5].map(work))
  expect(done.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(seen).toEqual([1, 2, 3, 4, 5])
})
