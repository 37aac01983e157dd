import pg from 'pg'
import { expect, test } from 'vitest'
import { rooms } from '../../src/app'
import { seedDistrict } from '../district'
import { testWorld } from '../world'

const world = await testWorld({ background: true })
const d = await seedDistrict(world)
const MARK = 'Zxmark4417'
const PHONE = '77017734417'

/** Rows of every table as text, by table, that match. */
async function rowsWith(pattern: string): Promise<string[]> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`SELECT 1 FROM ${name} t WHERE t::text ~* $1 LIMIT 1`, [pattern])
      if (rows.length > 0) found.push(name.replace(/^public\./, ''))
    }
    return found.sort()
  } finally {
    await client.end()
  }
}

const runJob = async (name: string) =>
  rooms
    .flatMap((room) => room.jobs ?? [])
    .find((job) => job.name === name)
    ?.run(world.system, {})

test('thirty days after the receipt nothing of who was helped, where and why is left in any table, nor the salts that seal it', async () => {
  const [visitor, operator, dana] = [
    await world.browser(),
    await world.browser(d.operator),
    await world.browser(d.dana),
  ]
  const done = async (answer: Promise<Response>) => {
    const response = await answer
    expect(response.status, response.status < 400 ? '' : (await response.text()).slice(0, 3000)).toBeLessThan(400)
    return response
  }
  const page = await done(
    visitor.post('/ask/send', {
      kind: 'food',
      line1: `bread ${MARK}`,
      amount1: '10',
      place: d.localityId,
      place_q: 'Oral',
      home: 'yes',
      address: `${MARK} street 12`,
      words: `${MARK} cannot walk`,
      name: MARK,
      who: ['disability'],
      when: 'today',
      reach: 'phone',
      phone: `+${PHONE}`,
      callSafe: 'yes',
      textSafe: 'yes',
    }),
  )
  const link = `/n/${/\/n\/([\w-]{32})/.exec(await page.text())?.[1] ?? ''}`
  const need = await world.db.selectFrom('needs').select('id').executeTakeFirstOrThrow()
  const line = await world.db.selectFrom('need_lines').select('id').executeTakeFirstOrThrow()
  await done(operator.post(`/needs/${need.id}/verify`, { method: 'call', words: `${MARK} answers` }))
  const referral = { receiver: `Clinic of ${MARK}`, words: MARK, followUp: '2026-11-25T12:00' }
  await done(operator.post(`/needs/${need.id}/refer`, referral))
  const claim = { organization: d.organizationId, line: line.id, quantity: '10', until: '2026-11-23T12:00' }
  await done(dana.post(`/needs/${need.id}/claim`, claim))
  const claimed = await world.db.selectFrom('line_claims').select('id').executeTakeFirstOrThrow()
  const made = await done(
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
      emergencyContact: '+7 701 000 00 00',
      do: 'publish',
    }),
  )
  const activityId = /[0-9a-f-]{36}/.exec(made.headers.get('location') ?? '')?.[0] ?? ''
  await done(dana.post(`/activities/${activityId}/cancel`))
  await done(visitor.post(`${link}/receipt`, { result: 'partly', reason: 'late' }))
  await done(visitor.post(`${link}/cause`, { cause: 'care', words: `${MARK} is alone` }))
  await world.entries()
  expect(await rowsWith(`${MARK}|${PHONE}`)).toEqual([
    'activities',
    'need_causes',
    'need_contacts',
    'need_lines',
    'need_referrals',
    'need_verifications',
  ])
  const sealedOf = () =>
    world.db
      .selectFrom('sealed_facts as f')
      .innerJoin('journal as j', 'j.id', 'f.entry_id')
      .select('f.name')
      .where('j.subject_id', '=', need.id)
      .execute()
  expect((await sealedOf()).length).toBeGreaterThan(0)
  world.clock.advance({ hours: 24 * 30 - 1 })
  await runJob('needs.destroy')
  expect(await rowsWith(MARK)).toContain('need_contacts')
  world.clock.advance({ hours: 1 })
  await runJob('needs.destroy')
  await world.entries()
  await world.entries()
  expect(await rowsWith(`${MARK}|${PHONE}`)).toEqual([])
  expect(await sealedOf()).toEqual([])
  expect((await visitor.get(link)).status).toBe(410)
  // What was counted stays.
  expect(await world.db.selectFrom('need_causes').select('cause').execute()).toEqual([{ cause: 'care' }])
})
