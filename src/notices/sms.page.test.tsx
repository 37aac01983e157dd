import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { newId } from '../kit/ids'
import { plainGateway } from '../platform'
import { warnOfCap } from './channels/sms/warn-of-cap'
import { destroySent } from './destroy-sent'

const sms = { ...plainGateway('http://127.0.0.1:9/send', undefined), dailyCapTiyn: 10_000 }
const world = await testWorld({ config: { sms } })
const d = await seedDistrict(world)

test('whoever looks after the house sees what text messages cost, which provider fails, and how long a text is', async () => {
  const now = world.clock.now()
  await world.db
    .insertInto('sms_days')
    .values({ day: '2026-11-22', messages: 4, parts: 6, tiyn: 9000, held_back: 2 })
    .execute()
  await world.db
    .insertInto('sms_providers')
    .values({ name: 'gateway', failures: 2, demoted_until: now.add({ minutes: 1 }), last_code: '503' })
    .execute()
  const admin = await world.browser(d.administrator)
  admin.cookies.set('lang', 'en')
  const page = await (await admin.get('/notices/sms')).text()
  expect(page).toContain('Today’s text messages are almost used up')
  expect(page).toContain('90')
  expect(page).toContain('passed over; tried again')
  expect(page).toContain('503')
  const measured = await (await admin.post('/notices/sms', { kk: 'Ж'.repeat(71), en: 'a'.repeat(160) })).text()
  expect(measured).toContain('Characters: 71 · SMS parts: 2 · room in the last one: 63')
  expect(measured).toContain('Characters: 160 · SMS parts: 1 · room in the last one: 0')
  expect(measured).toContain('Ж'.repeat(71))
})

test('an operator may not look at it', async () => {
  const operator = await world.browser(d.operator)
  expect((await operator.get('/notices/sms')).status).toBe(403)
})

test('whoever looks after the house hears before the cap is reached, and once more when it is; nobody else does', async () => {
  const told = async () =>
    (
      await world.db
        .selectFrom('notices')
        .select(['kind', 'person_id'])
        .where('kind', 'like', 'sms-cap%')
        .orderBy('id')
        .execute()
    ).map((row) => [row.kind, row.person_id])
  const spend = (tiyn: number, heldBack: number) =>
    world.db.updateTable('sms_days').set({ tiyn, held_back: heldBack }).where('day', '=', '2026-11-22').execute()
  await spend(7900, 0)
  await warnOfCap(world.system)
  expect(await told()).toEqual([])
  await spend(8000, 0)
  await warnOfCap(world.system)
  await warnOfCap(world.system)
  expect(await told()).toEqual([['sms-cap-near', d.administrator]])
  await spend(9900, 1)
  await warnOfCap(world.system)
  await warnOfCap(world.system)
  expect(await told()).toEqual([
    ['sms-cap-near', d.administrator],
    ['sms-cap-reached', d.administrator],
  ])
  const admin = await world.browser(d.administrator)
  expect(await (await admin.get('/me/notices')).text()).toContain('/notices/sms')
})

test('a month after it went out nothing of a single message or call is left, and what the day cost is', async () => {
  const [old, young] = [newId(), newId()]
  const now = world.clock.now()
  const message = { provider: 'gateway', encoding: 'ucs2', parts: 1, tiyn: 10, state: 'taken', delivery_id: newId() }
  await world.db
    .insertInto('sms_messages')
    .values([
      { ...message, id: old, taken_at: now.subtract({ hours: 24 * 30 }) },
      { ...message, id: young, taken_at: now.subtract({ hours: 24 * 30 - 1 }) },
    ])
    .execute()
  await world.db
    .insertInto('sms_parts')
    .values([
      { provider: 'gateway', provider_id: 'p-old', message_id: old },
      { provider: 'gateway', provider_id: 'p-young', message_id: young },
    ])
    .execute()
  await world.db
    .insertInto('voice_calls')
    .values({
      id: old,
      delivery_id: newId(),
      person_id: d.lina,
      lang: 'kk',
      step: 'asked',
      made_at: now.subtract({ hours: 24 * 30 }),
    })
    .execute()
  await destroySent.run(world.system, {})
  expect(await world.db.selectFrom('sms_messages').select('id').execute()).toEqual([{ id: young }])
  expect(await world.db.selectFrom('sms_parts').select('provider_id').execute()).toEqual([{ provider_id: 'p-young' }])
  expect(await world.db.selectFrom('voice_calls').selectAll().execute()).toEqual([])
  expect(await world.db.selectFrom('sms_days').select('day').execute()).toHaveLength(1)
})

test('a coordinator sees how long an invitation is as a text message in each language, and what it costs, before asking', async () => {
  const seeds = await openSeeds(world, d)
  const { postId } = await seeds.post()
  const dana = await world.browser(d.dana)
  dana.cookies.set('lang', 'en')
  const page = await (await dana.get(`/desk/posts/${postId}`)).text()
  expect(page).toContain('Where the invitation goes out by text message')
  for (const language of ['Қазақша', 'Русский', 'English'])
    expect(page).toMatch(new RegExp(`${language}: \\d+ characters, [2-6] parts`))
})
