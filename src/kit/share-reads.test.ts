import { expect, test } from 'vitest'
import { shareReads } from './share-reads'

test('whoever comes while a read runs shares the next one, which sees what was written before they came', async () => {
  let stored = 1
  let reads = 0
  const waiting: (() => void)[] = []
  const read = shareReads(async () => {
    reads++
    const seen = stored
    await new Promise<void>((done) => waiting.push(done))
    return seen
  })
  const first = read()
  stored = 2
  const crowd = [read(), read(), read()]
  waiting.shift()?.()
  expect(await first).toBe(1)
  await Promise.resolve()
  waiting.shift()?.()
  expect(await Promise.all(crowd)).toEqual([2, 2, 2])
  expect(reads).toBe(2)
})

test('a read that fails fails for those who share it, and the next begins anew', async () => {
  let fails = true
  const read = shareReads(async () => {
    if (fails) throw new Error('gone')
    return 'there'
  })
  await expect(read()).rejects.toThrow('gone')
  fails = false
  expect(await read()).toBe('there')
})
