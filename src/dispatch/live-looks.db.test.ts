import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { openSeeds } from './seed-post.testing'

let world: World
let d: District
const server = createServer((incoming, outgoing) => void getRequestListener(world.http.fetch)(incoming, outgoing))
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const looksOf = async (viewer: string, person: string) =>
  (
    await world.db
      .selectFrom('looks')
      .select('what')
      .where('viewer_id', '=', viewer)
      .where('subject_person_id', '=', person)
      .where('subject_kind', '=', 'ask')
      .execute()
  ).map((look) => look.what.join())

test('the name of whoever is asked after the page was opened is a look of each who watches, once', async () => {
  const seeds = await openSeeds(world, d)
  const at = world.clock.now().add({ hours: 24 })
  const { postId } = await seeds.post({ title: 'Sandbags', at, tier: 0, seats: 4 })
  const dana = await world.browser(d.dana)
  const ending = new AbortController()
  const { port } = server.address() as AddressInfo
  const stream = await fetch(`http://127.0.0.1:${port}/live/post-answers/${postId}`, {
    headers: { cookie: `asar_session=${dana.cookies.get('asar_session')}`, 'accept-language': 'en' },
    signal: ending.signal,
  })
  expect(stream.status).toBe(200)
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const hear = async (words: string) => {
    while (!heard.includes(words)) heard += (await reader?.read())?.value ?? ''
    heard = ''
  }
  await hear('seats__words')
  expect(await looksOf(d.dana, d.lina)).toEqual([])
  expect((await dana.post(`/desk/posts/${postId}/asks`, { volunteer: d.lina })).status).toBe(303)
  // Asking is a step of its own, with its own look at the list of candidates; from here on only the live part shows her.
  await hear('Lina')
  expect(await looksOf(d.dana, d.lina)).toEqual(['name'])
  await dana.post(`/desk/posts/${postId}/asks`, { volunteer: d.arman })
  await hear('Arman')
  expect(await looksOf(d.dana, d.arman)).toEqual(['name'])
  expect(await looksOf(d.dana, d.lina)).toEqual(['name'])
  ending.abort()
})
