import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newPublicId } from '../kit/ids'
import { contributionsRoom } from './index'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

test.each(contributionsRoom.routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  'may not: %s',
  async (_, route) => {
    const path = route.path.replace(':id', newPublicId()).replace(':secret', 'x'.repeat(32))
    const [visitor, stranger] = [await world.browser(), await world.browser(d.aigul)]
    const send = (browser: typeof visitor) => (route.method === 'GET' ? browser.get(path) : browser.post(path))
    const [out, other] = [(await send(visitor)).status, (await send(stranger)).status]
    if (route.may === 'secret-link') expect([out, other]).toEqual([410, 410])
    else {
      expect(out).toBe(route.method === 'GET' ? 303 : 403)
      if (route.may !== 'signed-in') expect(other).toBe(403)
    }
  },
)
