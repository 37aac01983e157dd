import { expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'
import { unwrap } from '../../kit/result'
import type { Ctx } from '../../platform'
import { changePreferences } from '../../volunteers'
import { findKeptIndex } from './kept-index'

test('a process that follows the journal keeps its index by it', async () => {
  const world = await testWorld({ background: true })
  const d = await seedDistrict(world)
  const kept = findKeptIndex(world.db)
  // The first may be the one that began with the app, before anybody was there.
  await kept?.fill()
  await kept?.fill()
  expect(kept?.size).toBe(3)
  const lina: Ctx = {
    ...world.system,
    actor: { kind: 'person', personId: d.lina, name: 'Lina', sessionId: '', grants: [] },
  }
  const change = (interestedOnly: boolean) =>
    changePreferences(lina, { volunteerId: d.lina, preferences: { interestedOnly } })
  unwrap(await change(true))
  await world.app.journal.caughtUp()
  expect(kept?.size).toBe(2)
  unwrap(await change(false))
  await world.app.journal.caughtUp()
  expect(kept?.size).toBe(3)
})
