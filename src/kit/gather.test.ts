import { expect, test } from 'vitest'
import { gather } from './gather'

test('what is asked in one turn is answered by one work, each with its own answer', async () => {
  const lists: (readonly number[])[] = []
  const double = gather(
    async (asked: readonly number[]) => {
      lists.push(asked)
      return asked.map((one) => one * 2)
    },
    { atOnce: 3 },
  )
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8])
  expect(await double(5)).toBe(10)
  expect(lists).toEqual([[1, 2, 3], [4], [5]])
})

test('one that fails fails alone', async () => {
  const even = gather(async (asked: readonly number[]) => {
    if (asked.some((one) => one % 2 === 1)) throw new RangeError('odd')
    return asked
  })
  const answers = await Promise.allSettled([2, 3, 4].map(even))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('what is asked a while later joins a list that waits', async () => {
  const lists: (readonly number[])[] = []
  const keep = gather(
    async (asked: readonly number[]) => {
      lists.push(asked)
      return asked
    },
    { waitMs: 50 },
  )
  const first = keep(1)
  await new Promise((resolve) => setTimeout(resolve, 1))
  await Promise.all([first, keep(2)])
  expect(lists).toEqual([[1, 2]])
})
