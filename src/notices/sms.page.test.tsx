import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { plainGateway } from '../platform'

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
  expect(measured).toContain('71 characters, 2 parts')
  expect(measured).toContain('160 characters, 1 part;')
  expect(measured).toContain('Ж'.repeat(71))
})

test('an operator may not look at it', async () => {
  const operator = await world.browser(d.operator)
  expect((await operator.get('/notices/sms')).status).toBe(403)
})
