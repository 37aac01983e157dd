import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'
import { pageFaults } from '../web'
import { auditActivities } from './audit'
import { anActivity, inEnglish, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
})

const CODE = /name="came-([2-9A-Z]{4}-[2-9A-Z]{4})"/g
const presence = (activityId: string) =>
  world.db
    .selectFrom('attendances')
    .select(['volunteer_id', 'checked_in_at', 'checked_out_at', 'checked_in_how', 'flags'])
    .where('activity_id', '=', activityId)
    .execute()

/** An activity from 10:00 to 12:00 of the day before, with so many who said yes. */
async function dayAfter(count: number) {
  const tomorrow = world.clock.now().toZonedDateTimeISO(d.zone).toPlainDate().add({ days: 1 })
  const made = await anActivity(world, d, { date: tomorrow.toString(), from: '10:00', until: '12:00', seats: '9' })
  const crowd = await addCrowd(world, d, count)
  for (const id of crowd) await sayYes(await world.browser(id), made)
  world.clock.advance({ hours: 48 })
  const dana = await inEnglish(world, d.dana)
  const path = `/activities/${made.activityId}/sheet`
  const codes = [...(await (await dana.get(path)).text()).matchAll(CODE)].map(([, code = '']) => code)
  return { made, dana, path, codes, day: tomorrow }
}

test('a filled sheet is entered line by line; entered twice it counts once; another time is not written over', async () => {
  const { made, dana, path, codes, day } = await dayAfter(3)
  expect(codes).toHaveLength(3)
  const [first, second] = codes
  const fields = {
    [`came-${first}`]: '10:05',
    [`left-${first}`]: '11:50',
    [`came-${second}`]: '09:50',
    [`left-${second}`]: '12:10',
  }
  const said = await (await dana.post(path, fields)).text()
  expect(said).toContain('2 lines recorded.')
  const rows = await presence(made.activityId)
  const at = (time: string) => day.toZonedDateTime({ timeZone: d.zone, plainTime: time }).toInstant().toString()
  expect(rows.map((row) => [row.checked_in_at.toString(), row.checked_out_at?.toString()]).sort()).toEqual(
    [
      [at('09:50'), at('12:10')],
      [at('10:05'), at('11:50')],
    ].sort(),
  )
  expect(rows.every((row) => row.checked_in_how === 'coordinator' && row.flags.length === 0)).toBe(true)
  const again = await (await dana.post(path, fields)).text()
  expect(again).toContain('0 lines recorded, 2 were there before.')
  const other = await dana.post(path, { [`came-${first}`]: '10:30', [`left-${first}`]: '11:50' })
  expect(other.status).toBe(422)
  expect(await other.text()).toContain('Another time is recorded for this person already.')
  expect(await presence(made.activityId)).toHaveLength(2)
  expect(await auditActivities(world.db)).toEqual({ doubleBookings: 0, overfilled: 0, missingYes: 0 })
})

test('a line that does not fit holds up no other, and what was typed stays', async () => {
  const { dana, path, codes } = await dayAfter(2)
  const [first, second] = codes
  const answer = await dana.post(path, {
    [`came-${first}`]: '10:00',
    [`left-${first}`]: '11:00',
    [`came-${second}`]: '10:15',
    [`left-${second}`]: '',
  })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('1 line recorded, 1 not: see why beside it.')
  expect(html).toContain('Both times are needed')
  expect(html).toMatch(new RegExp(`name="came-${second}" value="10:15"`))
})

test('a tick stands for the whole time, and for whichever time is not written', async () => {
  const { made, dana, path, codes, day } = await dayAfter(2)
  const [first, second] = codes
  const ticked = { [`whole-${first}`]: 'yes', [`whole-${second}`]: 'yes', [`left-${second}`]: '11:00' }
  expect(await (await dana.post(path, ticked)).text()).toContain('2 lines recorded.')
  expect(await (await dana.post(path, ticked)).text()).toContain('0 lines recorded, 2 were there before.')
  const at = (time: string) => day.toZonedDateTime({ timeZone: d.zone, plainTime: time }).toInstant().toString()
  const rows = await presence(made.activityId)
  expect(rows.map((row) => [row.checked_in_at.toString(), row.checked_out_at?.toString()]).sort()).toEqual([
    [at('10:00'), at('11:00')],
    [at('10:00'), at('12:00')],
  ])
})

test('whoever stayed past midnight is entered as the sheet says', async () => {
  const tomorrow = world.clock.now().toZonedDateTimeISO(d.zone).toPlainDate().add({ days: 1 })
  const made = await anActivity(world, d, { date: tomorrow.toString(), from: '19:00', until: '21:00', seats: '3' })
  const [night = ''] = await addCrowd(world, d, 1)
  await sayYes(await world.browser(night), made)
  world.clock.advance({ hours: 60 })
  const dana = await inEnglish(world, d.dana)
  const path = `/activities/${made.activityId}/sheet`
  const [, code] = [...(await (await dana.get(path)).text()).matchAll(CODE)][0] ?? []
  await dana.post(path, { [`came-${code}`]: '19:10', [`left-${code}`]: '00:20' })
  const [row] = await presence(made.activityId)
  expect(row?.checked_out_at?.since(row.checked_in_at).total('minutes')).toBe(310)
})

test('a sheet is found by its number, a line by its code; nobody else’s sheet is', async () => {
  const { made, dana, path, codes } = await dayAfter(1)
  const { reference } = await world.db
    .selectFrom('activities')
    .select('reference')
    .where('id', '=', made.activityId)
    .executeTakeFirstOrThrow()
  const roster = await (await dana.get(`/activities/${made.activityId}/roster`)).text()
  expect(roster).toContain(codes[0])
  for (const typed of [reference, `${reference}-2`, reference.toLowerCase().replace('-', ' ')])
    expect((await dana.get(`/sheets?number=${encodeURIComponent(typed)}`)).headers.get('location')).toBe(path)
  expect((await dana.get('/sheets?number=K7M4-0000')).status).toBe(422)
  expect(await (await dana.get(`${path}?line=${codes[0]}`)).text()).toMatch(
    new RegExp(`name="came-${codes[0]}"[^>]*autofocus`),
  )
  const lina = await inEnglish(world, d.lina)
  expect((await lina.get(path)).status).toBe(403)
  expect((await lina.get(`/sheets?number=${reference}`)).status).toBe(422)
  expect((await lina.post(path, {})).status).toBe(403)
})

/** Codes of the empty lines of a copy that is printed now. */
const emptyLines = async (dana: Browser, activityId: string) => {
  const html = await (await dana.get(`/activities/${activityId}/roster`)).text()
  expect(pageFaults(html)).toEqual([])
  const printed = [...html.matchAll(/class="paper-block__code"[^>]*>([2-9A-Z]{4}-[2-9A-Z]{4})</g)]
  return printed.map(([, code = '']) => code).slice(-6)
}
const walkIn = (code: string, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}-${code}`, value]))
const helpersNamed = (name: string) =>
  world.db.selectFrom('people').select(['id', 'came_by']).where('name', '=', name).execute()

test('whoever wrote on an empty line counts once, typed by one and photographed by another', async () => {
  const { made, dana, path, codes } = await dayAfter(1)
  const lines = await emptyLines(dana, made.activityId)
  const others = await emptyLines(dana, made.activityId)
  // Each copy has lines of its own, and none of them is a line of somebody on the list.
  expect(new Set([...lines, ...others, ...codes]).size).toBe(13)
  const [line = ''] = lines
  expect((await dana.get(`/sheets?number=${line.toLowerCase()}`)).headers.get('location')).toBe(
    `${path}?line=${line}#line-${line}`,
  )
  expect((await dana.get(`/sheets?number=${codes[0]}`)).headers.get('location')).toBe(
    `${path}?line=${codes[0]}#line-${codes[0]}`,
  )
  for (const lang of ['kk', 'ru', 'en']) {
    dana.cookies.set('lang', lang)
    const screen = await (await dana.get(`${path}?line=${line}`)).text()
    expect(pageFaults(screen)).toEqual([])
    expect(screen).toContain(`id="line-${line}"`)
  }
  const typed = walkIn(line, { name: 'Сәкен Ж.', age: '18-64', came: '10:05', left: '11:30' })
  const [one, two] = await Promise.all([dana.post(path, typed), (await inEnglish(world, d.dana)).post(path, typed)])
  expect([one.status, two.status]).toEqual([200, 200])
  // Read by another, who spells the name in other letters.
  const photographed = walkIn(line, { name: 'сакен ж', age: '18-64', came: '10:05', left: '11:30' })
  for (let i = 0; i < 4; i++)
    expect(await (await dana.post(path, photographed)).text()).toContain('0 lines recorded, 1 was there before.')
  const came = await helpersNamed('Сәкен Ж.')
  expect(came).toMatchObject([{ came_by: 'gate' }])
  expect((await presence(made.activityId)).filter(({ volunteer_id }) => volunteer_id === came[0]?.id)).toHaveLength(1)
  expect(await helpersNamed('сакен ж')).toEqual([])
  const registered = (await world.entries()).filter(({ kind }) => kind === 'helper.registered')
  expect(registered.at(-1)).toMatchObject({ actorId: d.dana, door: 'paper' })
})

test('another name on a spent line is shown with both sides; a photocopy is counted when somebody says so', async () => {
  const { made, dana, path } = await dayAfter(1)
  const [line = ''] = await emptyLines(dana, made.activityId)
  await dana.post(path, walkIn(line, { name: 'Gulnar', age: '18-64', whole: 'yes' }))
  const other = walkIn(line, { name: 'Kairat', age: '65-plus', came: '10:30', left: '12:00' })
  const asked = await dana.post(path, other)
  expect(asked.status).toBe(422)
  const html = await asked.text()
  expect(html).toContain('This line was entered before: Gulnar, 10:00–12:00.')
  expect(html).toContain('value="Kairat"')
  expect(await helpersNamed('Kairat')).toEqual([])
  expect((await dana.post(path, { ...other, [`copy-${line}`]: 'yes' })).status).toBe(200)
  expect(await helpersNamed('Kairat')).toHaveLength(1)
})

test('an empty line is entered for somebody of the list too, by the same rules; age and name are owed', async () => {
  const { made, dana, path } = await dayAfter(1)
  const [line = '', next = '', young = ''] = await emptyLines(dana, made.activityId)
  const [{ volunteer_id: person = '' } = {}] = await world.db
    .selectFrom('assignments')
    .select('volunteer_id')
    .where('activity_id', '=', made.activityId)
    .execute()
  const answer = await dana.post(path, {
    ...walkIn(line, { who: person, whole: 'yes' }),
    ...walkIn(next, { name: 'Aizhan', came: '10:00', left: '11:00' }),
    ...walkIn(young, { name: 'Timur', age: 'under-14', whole: 'yes' }),
  })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('1 line recorded, 2 not')
  expect(html).toContain('Choose the age.')
  expect(html).toContain('value="Aizhan"')
  expect(await presence(made.activityId)).toMatchObject([{ volunteer_id: person }])
  // A child counts with a parent beside them, as at the gate.
  expect(
    (await dana.post(path, walkIn(young, { name: 'Timur', age: 'under-14', whole: 'yes', adult: 'yes' }))).status,
  ).toBe(200)
  // Nobody is found by paper who is not on the list.
  const stranger = await dana.post(path, walkIn(next, { who: d.arman, whole: 'yes' }))
  expect(stranger.status).toBe(422)
  expect(await presence(made.activityId)).toHaveLength(2)
  const arman = await inEnglish(world, d.arman)
  expect((await arman.post(path, walkIn(next, { name: 'Aizhan', age: '18-64', whole: 'yes' }))).status).toBe(403)
  expect((await arman.get(`/sheets?number=${next}`)).status).toBe(422)
})
