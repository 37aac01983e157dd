import { expect, test } from 'vitest'
import { z } from 'zod'
import { testWorld } from '../../test/world'
import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { inCommand } from '../platform'
import { entryKind, startJournal } from '.'
import { catchUp } from './follow'
import { lastPosition, listEntriesAfter } from './read'
import { openRecent } from './recent'

const said = entryKind('test.said', { subject: 'country', body: z.object({ number: z.int() }), public: [] })

test('what is read once for everybody is what the database holds, in order; what is older is read from there', async () => {
  const world = await testWorld()
  const say = async (count: number): Promise<void> => {
    for (let number = 0; number < count; number++) {
      await inCommand(world.system, 'say', async (tx) => {
        tx.append(said.entry({ subjectId: newPublicId(), regionId: 'KZ', body: { number }, public: {} }))
        return ok(null)
      })
    }
    await world.app.journal.caughtUp()
  }
  await say(3)
  const from = await lastPosition(world.db)
  const recent = openRecent(world.db, from)
  expect(recent.after(from - 1, 10)).toBeUndefined()
  await say(4)
  // Whoever asks while a reading is under way gets one that began after they asked.
  const early = recent.refresh()
  await say(2)
  await Promise.all([early, recent.refresh()])
  const all = await listEntriesAfter(world.db, from, 100)
  expect(all).toHaveLength(6)
  expect(recent.after(from, 100)).toEqual(all)
  expect(recent.after(from + 2, 3)).toEqual(all.slice(2, 5))
  expect(recent.after(from + 6, 3)).toEqual([])

  // A follower that begins at the first entry reads old and new, each once.
  const numbers: number[] = []
  const follower = {
    name: 'test.recent',
    durable: true,
    handle: async (entries: readonly { readonly position: number }[]) =>
      void numbers.push(...entries.map(({ position }) => position)),
  }
  await catchUp(world.db, follower, recent)
  expect(numbers).toEqual(Array.from({ length: from + 6 }, (_, at) => at + 1))
  // Another process may have moved on meanwhile; the journal of this one still hands over each entry once.
  const journal = await startJournal(world.db, [follower], () => {})
  await say(2)
  await journal.caughtUp()
  await journal.stop()
  expect(numbers).toEqual(Array.from({ length: from + 8 }, (_, at) => at + 1))
})
