import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newPublicId } from '../kit/ids'
import { pageFaults } from '../web'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
})

test.each(['kk', 'ru', 'en'])(
  'anyone sees which steps a request took and through which doors, and nothing of anybody: %s',
  async (lang) => {
    const visitor = await world.browser()
    visitor.cookies.set('lang', lang)
    const ask = {
      kind: 'food',
      line1: 'bread',
      amount1: '10',
      place: d.localityId,
      place_q: 'Oral',
      home: 'yes',
      address: 'Hidden street 7',
    }
    const reach = {
      when: 'today',
      reach: 'phone',
      phone: `+770155500${10 + ['kk', 'ru', 'en'].indexOf(lang)}`,
      callSafe: 'yes',
      textSafe: 'yes',
      name: 'Kulyash',
    }
    const html = await (await visitor.post('/ask/send', { ...ask, ...reach })).text()
    const link = /\/n\/[\w-]{32}/.exec(html)?.[0] ?? ''
    const { id, reference } = await world.db
      .selectFrom('needs')
      .select(['id', 'reference'])
      .orderBy('raised_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    const operator = await world.browser(d.operator)
    await operator.post(`/needs/${id}/verify`, { method: 'call', words: 'secret words' })
    await visitor.post(`${link}/receipt`, { result: 'yes' })
    const entries = (await world.entries()).filter(({ subjectId }) => subjectId === id)
    const response = await (await world.browser()).get(`/requests/${id}`, { 'accept-language': lang })
    const shown = await response.text()
    expect(response.status, shown.slice(0, 2000)).toBe(200)
    expect(pageFaults(shown)).toEqual([])
    for (const kind of ['need.raised', 'need.verified', 'need.receipt'])
      expect(shown).toContain(`/log/entries/${entries.find((entry) => entry.kind === kind)?.position}"`)
    for (const hidden of [
      reference,
      'Kulyash',
      'Hidden street',
      '+7701',
      'secret words',
      'Oral<',
      'Орал<',
      'needs.public',
    ])
      expect(shown).not.toContain(hidden)
  },
)

test('a number that is nobody’s, or no number, is not there', async () => {
  const visitor = await world.browser()
  expect((await visitor.get(`/requests/${newPublicId()}`)).status).toBe(404)
  expect((await visitor.get('/requests/1')).status).toBe(404)
})
