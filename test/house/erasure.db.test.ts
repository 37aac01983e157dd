import pg from 'pg'
import { expect, test } from 'vitest'
import { answerPost } from '../../src/activities'
import { unwrap } from '../../src/kit/result'
import { seedDistrict } from '../district'
import { testWorld } from '../world'

const world = await testWorld({ background: true })
const d = await seedDistrict(world)
const MARK = 'Zxmark7731'
const PHONE = '+77017731773'

/** Rows of any table in which a text stands. */
async function rowsWith(pattern: string): Promise<string[]> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    )
    const found: string[] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`SELECT 1 FROM ${name} t WHERE t::text ~ $1 LIMIT 1`, [pattern])
      if (rows.length > 0) found.push(name)
    }
    return found.sort()
  } finally {
    await client.end()
  }
}

test('what a person said or others said of them, in every room, is gone with them', async () => {
  const lina = await world.browser(d.lina)
  const dana = await world.browser(d.dana)
  const officer = await world.browser(d.officer)
  const done = async (answer: Promise<Response>) => {
    const response = await answer
    expect(response.status, response.status < 400 ? '' : (await response.text()).slice(0, 4000)).toBeLessThan(400)
    return response
  }
  const person = { age: '18-64', place: d.localityId, lang: 'kk', quietFrom: '21:00', quietUntil: '08:00' }
  await done(lina.post('/me/account/edit', { ...person, name: MARK }))
  const ask = { kind: 'food', line1: 'bread', amount1: '10', place: d.localityId, place_q: 'Oral', home: 'yes' }
  const reach = { when: 'today', reach: 'phone', phone: PHONE, callSafe: 'yes', textSafe: 'no' }
  await done(lina.post('/ask/send', { ...ask, ...reach, address: `${MARK} 12`, words: MARK }))
  const [need, line] = [
    await world.db.selectFrom('needs').select('id').executeTakeFirstOrThrow(),
    await world.db.selectFrom('need_lines').select('id').executeTakeFirstOrThrow(),
  ]
  const operator = await world.browser(d.operator)
  await done(operator.post(`/needs/${need.id}/verify`, { method: 'call', words: MARK }))
  const claim = { organization: d.organizationId, line: line.id, quantity: '10', until: '2026-11-23T12:00' }
  await done(dana.post(`/needs/${need.id}/claim`, claim))
  const claimed = await world.db.selectFrom('line_claims').select('id').executeTakeFirstOrThrow()
  await done(
    dana.post('/activities/new', {
      claim: claimed.id,
      organization: d.organizationId,
      work: 'delivery',
      place: d.localityId,
      placeWords: `by the door of ${MARK}`,
      briefing: `Ring twice, ${MARK} is slow`,
      date: '2026-11-23',
      from: '10:00',
      until: '12:00',
      seats: '2',
      seatsMin: '2',
      do: 'draft',
    }),
  )
  await done(lina.post('/me/competences', { competence: 'flood-defence', level: '1', evidence: MARK }))

  const made = await done(
    dana.post('/activities/new', {
      organization: d.organizationId,
      work: 'clean-up',
      place: d.localityId,
      date: '2026-11-22',
      from: '15:01',
      until: '16:01',
      seats: '5',
      do: 'publish',
    }),
  )
  const activityId = /[0-9a-f-]{36}/.exec(made.headers.get('location') ?? '')?.[0] ?? ''
  const post = await world.db.selectFrom('posts').select('id').where('activity_id', '=', activityId).execute()
  const postId = post[0]?.id ?? ''
  await done(lina.post(`/activities/${activityId}/posts/${postId}/group`, { name: MARK }))
  const actor = { kind: 'person' as const, personId: d.lina, name: MARK, sessionId: d.lina, grants: [] }
  unwrap(await answerPost({ ...world.system, actor }, { postId, volunteerId: d.lina, kind: 'words', words: MARK }))
  await done(dana.post(`/activities/${activityId}/check-in`, { volunteer: d.lina }))
  world.clock.advance({ minutes: 60 })
  const stay = await world.db.selectFrom('attendances').select('id').where('volunteer_id', '=', d.lina).execute()
  await done(dana.post(`/activities/${activityId}/check-out`, { attendance: stay[0]?.id ?? '' }))
  await world.entries()
  const hours = await world.db.selectFrom('contributions').select('id').where('volunteer_id', '=', d.lina).execute()
  await done(dana.post(`/contributions/${hours[0]?.id}/dispute`, { minutes: '30', words: `${MARK} left early` }))

  const report = {
    subject: `activity:${activityId}`,
    kind: 'money',
    concerns: 'coordinator',
    words: 'Somebody took it',
  }
  await done(lina.post('/safety/report', { ...report, contact: `${MARK}@example.kz`, named: 'yes' }))
  await done(dana.post(`/organizations/${d.organizationId}/members/invite`, { name: MARK, contact: 'lina@example.kz' }))
  await done(officer.post('/suspensions', { person: d.lina, reason: 'harm', words: MARK, days: '30' }))
  const held = await world.db.selectFrom('suspensions').select('id').where('person_id', '=', d.lina).execute()
  await done(lina.post(`/me/suspension/${held[0]?.id}/appeal`, { words: MARK }))

  const before = await rowsWith(`${MARK}|lina@example|7017731773`)
  expect(before).toEqual(
    expect.arrayContaining([
      'activities',
      'answer_words',
      'contact_channels',
      'credentials',
      'disputes',
      'need_contacts',
      'organization_members',
      'people',
      'safety_report_words',
      'sign_up_groups',
      'suspensions',
    ]),
  )
  const gone = await lina.post('/me/account/delete', { sure: 'yes' })
  expect(gone.headers.get('location')).toBe('/')
  await world.entries()
  expect(await rowsWith(`${MARK}|lina@example|7017731773`)).toEqual([])
})
