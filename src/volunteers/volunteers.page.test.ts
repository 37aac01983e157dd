import { beforeAll, describe, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { pageFaults } from '../web'

let world: World
let d: District
let dana: Browser
let lina: Browser
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  dana = await english(d.dana)
  lina = await english(d.lina)
})

const english = async (personId?: string): Promise<Browser> => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}

const last = async () => (await world.entries()).at(-1)
const rulesOf = (id: string) =>
  world.db
    .selectFrom('availability_rules')
    .select(['weekday', 'start_minute', 'end_minute'])
    .where('volunteer_id', '=', id)
    .orderBy('weekday')
    .orderBy('start_minute')
    .execute()

describe('joining', () => {
  test('someone with an account says where and when, and is a volunteer', async () => {
    expect((await dana.get('/join')).status).toBe(200)
    const joined = await dana.post('/join', { place: d.localityId, place_q: 'Oral', when: 'evenings' })
    expect(joined.status).toBe(303)
    expect(joined.headers.get('location')).toBe('/me')
    expect(await last()).toMatchObject({
      kind: 'volunteer.joined',
      subjectId: d.dana,
      publicBody: { region: d.region, day: '2026-11-22', door: 'web', inviterKind: 'none', definition: 1 },
    })
    expect((await rulesOf(d.dana)).map((rule) => rule.weekday)).toEqual([1, 2, 3, 4, 5])
    const home = await (await dana.get('/me')).text()
    expect(home).toContain('weekdays from 18:00 to 21:00')
    expect((await dana.get('/join')).headers.get('location')).toBe('/me')
  })

  test('a name alone decides no place: candidates are shown, and without a choice the form comes back as typed', async () => {
    const operator = await english(d.operator)
    const found = await operator.post('/join', { place_q: 'Oral', place_find: '1', when: 'today' })
    expect(found.status).toBe(200)
    expect(await found.text()).toContain(d.localityId)
    const wrong = await operator.post('/join', { place_q: 'Oral', when: 'today' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('Choose yours from the list')
    expect(html).toContain('value="Oral"')
  })

  test('"today" is one day, and nothing of the week', async () => {
    const operator = await english(d.operator)
    await operator.post('/join', { place: d.localityId, when: 'today' })
    expect(await rulesOf(d.operator)).toEqual([])
    const exceptions = await world.db
      .selectFrom('availability_exceptions')
      .selectAll()
      .where('volunteer_id', '=', d.operator)
      .execute()
    expect(exceptions).toMatchObject([{ on_date: '2026-11-22', free: true, start_minute: 900, end_minute: 1320 }])
  })

  test('a stranger answers first and proves a contact after; nothing is stored before', async () => {
    const stranger = await world.browser()
    const before = (await world.entries()).length
    const sent = await stranger.post('/join', { name: 'Madi', age: '18-64', place: d.localityId, when: 'weekends' })
    expect(sent.headers.get('location')).toBe('/sign-in?next=%2Fjoin')
    expect(await world.entries()).toHaveLength(before)
    expect(await (await stranger.get('/join')).text()).toContain('value="Madi"')
  })
})

describe('time', () => {
  test('the week is saved as typed, a night is split at midnight, and said back', async () => {
    const saved = await lina.post('/me/availability', {
      'from-1': ['18:00', '20:00'],
      'to-1': ['20:30', '22:00'],
      'from-5': '22:00',
      'to-5': '02:00',
    })
    expect(saved.status).toBe(303)
    expect(await rulesOf(d.lina)).toEqual([
      { weekday: 1, start_minute: 1080, end_minute: 1320 },
      { weekday: 5, start_minute: 1320, end_minute: 1440 },
      { weekday: 6, start_minute: 0, end_minute: 120 },
    ])
    expect(await (await lina.get('/me/availability')).text()).toContain('Monday from 18:00 to 22:00')
    expect(await last()).toMatchObject({
      kind: 'volunteer.availability-changed',
      body: { minutes: 480 },
      publicBody: {},
    })
  })

  test('half a range is not lost: the form comes back with it and says what to do', async () => {
    const wrong = await lina.post('/me/availability', { 'from-3': '18:00', 'to-3': '' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('value="18:00"')
    expect(html).toContain('href="#f-from-3"')
  })

  test('a preset adds to the week', async () => {
    await lina.post('/me/availability/preset', { preset: 'weekends' })
    expect((await rulesOf(d.lina)).filter((rule) => rule.weekday === 7)).toHaveLength(1)
    expect((await rulesOf(d.lina)).filter((rule) => rule.weekday === 1)).toHaveLength(1)
  })

  test('an exception and a busy time come and go', async () => {
    expect((await lina.post('/me/availability/exceptions', { date: '2026-11-01', free: 'no' })).status).toBe(422)
    await lina.post('/me/availability/exceptions', { date: '2026-11-28', free: 'no' })
    await lina.post('/me/availability/busy', { busyFrom: '2026-11-24T10:00', busyTo: '2026-11-24T12:00' })
    await lina.post('/me/availability/busy', { busyFrom: '2026-11-24T12:00', busyTo: '2026-11-24T13:00' })
    const busy = await world.db.selectFrom('occupancy').selectAll().where('volunteer_id', '=', d.lina).execute()
    expect(busy).toHaveLength(1)
    const html = await (await lina.get('/me/availability')).text()
    expect(html).toContain('not free, all day')
    expect(html).toContain('10:00–13:00')
    await lina.post('/me/availability/busy/remove', { id: busy[0]?.id ?? '' })
    expect(await world.db.selectFrom('occupancy').selectAll().where('volunteer_id', '=', d.lina).execute()).toEqual([])
  })

  test('in simple mode the page asks one question with few answers; exact hours are a link away', async () => {
    lina.cookies.set('simple', 'on')
    await lina.post('/me/availability/preset', { preset: 'none' })
    const empty = await (await lina.get('/me/availability')).text()
    expect(pageFaults(empty)).toEqual([])
    expect(empty).toContain('When can you come?')
    expect(empty).not.toContain('type="time"')
    expect([...empty.matchAll(/name="preset" value="(\w+)"/g)].map(([, name]) => name)).toEqual([
      'evenings',
      'weekends',
      'days',
      'everyday',
    ])
    await lina.post('/me/availability/preset', { preset: 'evenings' })
    const said = await (await lina.get('/me/availability')).text()
    expect(said).toContain('Evenings of working days: yes')
    expect(said).not.toContain('value="evenings"')
    expect(await (await lina.get('/me/availability?exact=1')).text()).toContain('type="time"')
    // What is wrong is said where it was typed, and nothing typed is lost.
    const wrong = await lina.post('/me/availability', { 'from-1': '18:05', 'to-1': '' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="18:05"')
    await lina.post('/me/availability/preset', { preset: 'none' })
    lina.cookies.delete('simple')
  })

  test('nobody removes what is somebody else’s', async () => {
    await lina.post('/me/availability/busy', { busyFrom: '2026-11-25T10:00', busyTo: '2026-11-25T12:00' })
    const row = await world.db
      .selectFrom('occupancy')
      .select('id')
      .where('volunteer_id', '=', d.lina)
      .executeTakeFirstOrThrow()
    const arman = await english(d.arman)
    await arman.post('/me/availability/busy/remove', { id: row.id })
    expect(await world.db.selectFrom('occupancy').select('id').where('id', '=', row.id).execute()).toHaveLength(1)
    await lina.post('/me/availability/busy/remove', { id: row.id })
  })
})

describe('wishes', () => {
  const form = {
    reachKilometers: '15',
    transport: 'bicycle',
    languages: ['kk', 'sgn'],
    equipment: ['boat', 'nonsense'],
    kinds: ['environment'],
    weekHours: '10',
    restHours: '8',
    daysInRow: '3',
    options: ['emergencyCalls'],
  }

  test('are saved together; what is not on the lists is left out; the home moves only when picked', async () => {
    expect((await lina.post('/me/preferences', form)).status).toBe(303)
    const row = await world.db.selectFrom('volunteers').selectAll().where('id', '=', d.lina).executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      reach_meters: 15_000,
      transport: 'bicycle',
      languages: ['kk', 'sgn'],
      equipment: ['boat'],
      week_minutes_max: 600,
      days_in_row_max: 3,
      emergency_calls: true,
      latitude: 51.23,
    })
    expect(await (await lina.get('/me/preferences')).text()).toContain('href="/me/notices/settings"')
  })

  test('a wrong number says which are right, and keeps the rest', async () => {
    const wrong = await lina.post('/me/preferences', { ...form, weekHours: '400', reachKilometers: '7' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('Give hours from 0 to 168')
    expect(html).toContain('value="7"')
  })
})

describe('stepping back', () => {
  test('a pause needs no reason, ends by itself, and may be ended early', async () => {
    const aigul = await english(d.aigul)
    await aigul.post('/me/pause', { length: 'week' })
    expect(await last()).toMatchObject({
      kind: 'volunteer.paused',
      publicBody: { region: d.region, day: '2026-11-22' },
    })
    expect(await (await aigul.get('/me')).text()).toContain('You are paused')
    await aigul.post('/me/resume')
    expect(await last()).toMatchObject({ kind: 'volunteer.resumed', body: { byThemselves: true } })
    expect((await aigul.post('/me/pause', { length: 'date', until: '2026-11-01' })).status).toBe(422)
  })

  test('leaving destroys what was said of time and home, and one can come back', async () => {
    const aigul = await english(d.aigul)
    await aigul.post('/me/leave')
    const row = await world.db.selectFrom('volunteers').selectAll().where('id', '=', d.aigul).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'left', cell: '', latitude: 50.3, equipment: [] })
    expect(await rulesOf(d.aigul)).toEqual([])
    expect((await aigul.get('/me/availability')).status).toBe(200)
    await aigul.post('/join', { place: d.localityId, when: 'weekends' })
    expect(await last()).toMatchObject({ kind: 'volunteer.joined', body: { again: true } })
  })
})

test('pages of volunteers are for the person alone', async () => {
  const visitor = await world.browser()
  for (const path of ['/me', '/me/availability', '/me/preferences', '/me/pause', '/me/leave'])
    expect((await visitor.get(path)).headers.get('location'), path).toContain('/sign-in')
  for (const path of [
    '/me/availability',
    '/me/availability/preset',
    '/me/availability/exceptions',
    '/me/availability/exceptions/remove',
    '/me/availability/busy',
    '/me/availability/busy/remove',
    '/me/preferences',
    '/me/pause',
    '/me/resume',
    '/me/leave',
  ])
    expect((await visitor.post(path)).status, path).toBe(403)
})
