import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import type { RoleGrant } from '../permissions'
import { createKey, revokeKey } from './keys'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

const as = (personId: string, ...grants: RoleGrant[]) => ({
  ...world.system,
  actor: { kind: 'person' as const, personId, name: '', sessionId: personId, grants },
})

test('an administrator of one region makes and ends no keys that reach beyond it', async () => {
  const regional = as(d.administrator, { role: 'administrator', organizationId: null, regionId: 'KZ-75' })
  const everywhere = { name: 'all', scopes: ['needs:triage'] }
  expect(await createKey(regional, everywhere)).toMatchObject({ error: { kind: 'forbidden' } })
  expect(await createKey(regional, { ...everywhere, regionId: 'KZ-27' })).toMatchObject({
    error: { kind: 'forbidden' },
  })
  unwrap(await createKey(regional, { ...everywhere, regionId: 'KZ-75' }))
  const house = unwrap(await createKey(world.system, everywhere))
  expect(await revokeKey(regional, house.id)).toMatchObject({ error: { kind: 'forbidden' } })
  const whole = as(d.administrator, { role: 'administrator', organizationId: null, regionId: null })
  unwrap(await revokeKey(whole, house.id))
})
