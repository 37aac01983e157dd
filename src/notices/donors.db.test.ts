import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { openGateways } from '../../test/gateways'
import { testWorld, type World } from '../../test/world'
import { receivePledge, setSiteState } from '../goods'
import { openDoor } from '../goods/door/door.testing'
import { catchUp } from '../journal'
import { unwrap } from '../kit/result'
import { cancelNeed } from '../needs'
import { noticesFollower } from './follower'
import { sendDue } from './send/send-due'

let world: World
let d: District
let door: ReturnType<typeof openDoor>
let gateways: Awaited<ReturnType<typeof openGateways>>

beforeAll(async () => {
  gateways = await openGateways()
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms } })
  d = await seedDistrict(world)
  door = openDoor(world, d)
})
afterAll(() => gateways.close())
beforeEach(() => {
  gateways.mails.length = 0
  gateways.messages.length = 0
})

const follow = async () => {
  await world.app.journal.caughtUp()
  await catchUp(world.db, noticesFollower(world.system))
  await sendDue(world.system)
}
const promise = async (site: string, contact: string) => {
  const visitor = await world.browser()
  const response = await visitor.post('/give/promise', {
    have: '30 blankets',
    place: d.localityId,
    take0: 'yes',
    quantity0: '30',
    site0: site,
    until: '2026-11-25',
    contact,
  })
  expect(response.status, await response.text()).toBe(200)
}

test('a donor hears where to bring it, that the place is shut, and what became of it, each behind a link of their own', async () => {
  await door.asked('blanket', 10)
  await door.asked('blanket', 20)
  const site = await door.aSite('School')
  await promise(site, '+7 701 555 01 01')
  await follow()
  // Two lines, one gift, one message.
  expect(gateways.messages).toHaveLength(1)
  expect(gateways.messages[0]?.to).toBe('+77015550101')
  const { reference } = await world.db.selectFrom('gifts').select('reference').executeTakeFirstOrThrow()
  expect(gateways.messages[0]?.text).toContain(reference)
  const link = /http:\/\/127\.0\.0\.1:8080(\/g\/[\w-]+)/.exec(gateways.messages[0]?.text ?? '')?.[1] ?? ''
  const page = await (await world.browser()).get(link)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('School')

  unwrap(await setSiteState(door.dana, { siteId: site, state: 'saturated', note: '' }))
  await follow()
  expect(gateways.messages).toHaveLength(2)
  unwrap(await setSiteState(door.dana, { siteId: site, state: 'open', note: '' }))
  await follow()
  expect(gateways.messages).toHaveLength(2)

  const pledges = await world.db.selectFrom('pledges').select(['id', 'need_id', 'awaited']).orderBy('awaited').execute()
  const [small, large] = pledges
  const parts = [{ quantity: 10, condition: 'good', expiresOn: null }] as const
  unwrap(await receivePledge(door.dana, { pledgeIds: [small?.id ?? ''], siteId: site, parts, rest: 'awaited' }))
  await follow()
  expect(gateways.messages).toHaveLength(3)
  unwrap(await cancelNeed(door.operator, { needId: large?.need_id ?? '', by: { consentHow: 'by-phone' } }))
  await world.app.journal.caughtUp()
  const { goodsJobs } = await import('../goods/jobs')
  await goodsJobs.find((job) => job.name === 'goods.sweep')?.run(world.system, {})
  await follow()
  expect(gateways.messages).toHaveLength(4)
  expect(gateways.messages.map(({ to }) => new Set([to]).size)).toEqual([1, 1, 1, 1])
})

test('one who left an e-mail address is written to, one who left none is left alone', async () => {
  await door.asked('blanket', 60)
  const site = await door.aSite('Hall')
  await promise(site, 'marat@example.kz')
  await follow()
  expect(gateways.messages).toEqual([])
  expect(gateways.mails).toHaveLength(1)
  await promise(site, '')
  await follow()
  expect(gateways.mails).toHaveLength(1)
})
