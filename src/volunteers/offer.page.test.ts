import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { asSystem, inCommand } from '../platform'
import { listCredentials } from '../training'
import { volunteerPaused } from './entries'
import { findOffer, keepOffer } from './import-offer'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

/** A list says that this person can drive and cook, and has a boat. */
async function listSays(personId: string): Promise<void> {
  await inCommand<null, never>(asSystem(world.system, 'test'), 'test', async (tx) => {
    const importId = newPublicId()
    await tx.db
      .insertInto('imports')
      .values({
        id: importId,
        kind: 'volunteers',
        owner: 'Club',
        lawful_basis: 'consent',
        imported_at: tx.now,
        rows: 1,
      })
      .execute()
    const offer = {
      point: undefined,
      competences: ['car-driver', 'cooking'],
      items: [],
      equipment: ['boat'],
      words: ['sewing'],
    }
    await keepOffer(tx, personId, importId, offer)
    tx.append(
      volunteerPaused.entry({
        subjectId: personId,
        regionId: d.region,
        body: { until: null },
        public: { region: d.region, day: '2026-11-22', definition: 1 },
      }),
    )
    return ok(null)
  })
}

test('what a list said counts once the person says that it is right', async () => {
  await listSays(d.lina)
  const lina = await world.browser(d.lina)
  lina.cookies.set('lang', 'en')
  const page = await (await lina.get('/me/offer')).text()
  expect(page).toContain('sewing')
  expect(page).toContain('Nothing of it counts until you say that it is right')
  expect(await listCredentials(world.db, d.lina)).toEqual([])
  expect((await lina.post('/me/offer', { answer: 'take' })).headers.get('location')).toBe('/me')
  expect((await listCredentials(world.db, d.lina)).map((one) => one.competence).sort()).toContain('cooking')
  expect(await findOffer(world.db, d.lina)).toBeUndefined()
  expect((await lina.get('/me/offer')).headers.get('location')).toBe('/me')
})

test('a no destroys it, and nobody else sees or answers it', async () => {
  await listSays(d.arman)
  expect([303, 403]).toContain((await (await world.browser()).post('/me/offer', { answer: 'take' })).status)
  expect(await findOffer(world.db, d.arman)).toBeDefined()
  const arman = await world.browser(d.arman)
  await arman.post('/me/offer', { answer: 'drop' })
  expect(await findOffer(world.db, d.arman)).toBeUndefined()
  expect(await listCredentials(world.db, d.arman)).toEqual([])
})
