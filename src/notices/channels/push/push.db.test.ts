import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../../test/district'
import { openGateways } from '../../../../test/gateways'
import { type Browser, testWorld, type World } from '../../../../test/world'
import { openSeeds } from '../../../dispatch/seed-post.testing'
import { newId } from '../../../kit/ids'
import type { Ctx } from '../../../platform'
import { sendDue } from '../../send/send-due'
import { tell } from '../../tell'
import { pushSender } from './push-sender'
import { openPushService } from './push-service.testing'

let world: World
let d: District
let seeds: Awaited<ReturnType<typeof openSeeds>>
let gateways: Awaited<ReturnType<typeof openGateways>>
let service: Awaited<ReturnType<typeof openPushService>>
let ctx: Ctx

beforeAll(async () => {
  gateways = await openGateways()
  service = await openPushService()
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl } })
  d = await seedDistrict(world)
  seeds = await openSeeds(world, d)
  const { system } = world
  ctx = { ...system, ports: { ...system.ports, push: pushSender(system, service.post) } }
})
afterAll(async () => {
  await service.close()
  await gateways.close()
})
beforeEach(() => {
  service.pushed.length = 0
  gateways.mails.length = 0
})

async function asked(volunteerId: string): Promise<{ askId: string; postId: string }> {
  const { askId, postId, activityId } = await seeds.ask(volunteerId)
  const now = world.clock.now()
  const subject = { kind: 'activity', id: activityId }
  const values = { askId, activityId, postId }
  await tell(
    ctx.db,
    [{ to: { personId: volunteerId }, kind: 'asked', subject, path: `/asks/${askId}`, pace: 'now', values }],
    now,
    ctx.ports,
  )
  await sendDue(ctx)
  return { askId, postId }
}
const plain = (personId: string) =>
  tell(
    ctx.db,
    [
      {
        to: { personId },
        kind: 'suspension-lifted',
        subject: { kind: 'person', id: personId },
        path: '/me/account',
        pace: 'later',
        dedupe: newId(),
      },
    ],
    world.clock.now(),
    ctx.ports,
  )
const devicesOf = (personId: string) =>
  world.db.selectFrom('push_subscriptions').select(['id', 'endpoint']).where('person_id', '=', personId).execute()
async function withDevice(personId: string, name: string): Promise<Browser> {
  const browser = await world.browser(personId)
  const saved = await browser.post('/me/notices/push', service.subscribe(name))
  expect(saved.status).toBe(303)
  return browser
}

test('an ask comes to the device, encrypted for it alone, and is answered there once, by the command of its page', async () => {
  const lina = await withDevice(d.lina, 'telephone')
  expect(await (await lina.get('/me/notices/settings')).text()).toContain('Осы құрылғыда қосулы')
  const { askId, postId } = await asked(d.lina)
  const [message] = service.pushed
  expect(message?.payload).toMatchObject({ title: 'Асар', lang: 'kk', path: expect.stringMatching(/^\/a\/[\w-]{32}$/) })
  expect(message?.payload.actions.map(({ action, title }) => [action, title])).toEqual([
    ['yes', 'Иә, келемін'],
    ['no', 'Жоқ, келе алмаймын'],
    ['open', 'Ашу'],
  ])
  expect(message?.headers.urgency).toBe('high')
  const path = message?.payload.answer?.path ?? ''
  const key = message?.payload.actions[0]?.key ?? ''
  // The worker of a browser that is signed in nowhere: the link is the person's word.
  const worker = await world.browser()
  const said = []
  for (let press = 0; press < 3; press++) {
    const answered = await worker.post(path, { say: 'yes', _key: key })
    said.push([answered.status, await answered.json()])
  }
  expect(said[0]).toEqual([200, { isDone: true, body: expect.stringMatching(/^Жазылды: келесіз\. Орал, .*Нөмірі/) }])
  expect([said[1], said[2]]).toEqual([said[0], said[0]])
  const seated = await world.db
    .selectFrom('assignments')
    .select(['volunteer_id', 'state'])
    .where('post_id', '=', postId)
    .execute()
  expect(seated).toEqual([{ volunteer_id: d.lina, state: 'live' }])
  const answers = (await world.entries()).filter(
    ({ kind, subjectId }) => kind === 'ask.answered' && subjectId === askId,
  )
  expect(answers.map(({ door }) => door)).toEqual(['push'])
})

test('only the link of an ask answers it, and only with yes or no', async () => {
  const { askId } = await asked(d.lina)
  const path = service.pushed[0]?.payload.answer?.path ?? ''
  const stranger = await world.browser(d.arman)
  expect((await stranger.post(path.replace(/.\/push$/, 'x/push'), { say: 'yes' })).status).toBeGreaterThanOrEqual(400)
  expect((await stranger.post(path, { say: 'perhaps' })).status).toBe(422)
  expect((await world.db.selectFrom('asks').select('state').where('id', '=', askId).executeTakeFirst())?.state).toBe(
    'asked',
  )
})

test('of whoever is helped nothing goes to a push service', async () => {
  await withDevice(d.operator, 'desk')
  const needId = newId()
  await tell(
    ctx.db,
    [
      {
        to: { personId: d.operator },
        kind: 'danger',
        subject: { kind: 'need', id: needId },
        path: `/needs/${needId}`,
        pace: 'now',
        duty: true,
        values: { needId, reference: 'ABCD-EFGH' },
      },
    ],
    world.clock.now(),
    ctx.ports,
  )
  await sendDue(ctx)
  expect(service.pushed).toHaveLength(1)
  expect(JSON.stringify(service.pushed[0]?.payload)).not.toContain('ABCD')
})

test('quiet hours hold, and the language is that of the person', async () => {
  await withDevice(d.arman, 'arman')
  await seeds.set('people', d.arman, { quiet_from: '14:00', quiet_until: '16:00', lang: 'ru' })
  await plain(d.arman)
  await sendDue(ctx)
  expect(service.pushed).toEqual([])
  world.clock.advance({ hours: 2 })
  await sendDue(ctx)
  expect(service.pushed.map(({ payload }) => [payload.lang, payload.actions.map(({ title }) => title)])).toEqual([
    ['ru', ['Открыть']],
  ])
})

test('a device that is no more is forgotten, and the notice goes to the next door; a service that fails is tried again', async () => {
  await withDevice(d.dana, 'gone')
  service.answers.set('gone', 410)
  await plain(d.dana)
  await sendDue(ctx)
  expect([await devicesOf(d.dana), gateways.mails.map(({ to }) => to)]).toEqual([[], ['dana@example.kz']])
  await withDevice(d.dana, 'slow')
  service.answers.set('slow', 503)
  await plain(d.dana)
  await sendDue(ctx)
  expect(service.pushed).toEqual([])
  service.answers.delete('slow')
  world.clock.advance({ seconds: 31 })
  await sendDue(ctx)
  expect([service.pushed.map(({ device }) => device), gateways.mails.length]).toEqual([['slow'], 1])
})

test('signing out ends it; a shared device speaks to whoever turned it on last; nobody turns off another’s', async () => {
  const shared = await withDevice(d.aigul, 'shared')
  await withDevice(d.officer, 'shared')
  expect(await devicesOf(d.aigul)).toEqual([])
  await shared.post('/me/notices/push', service.subscribe('shared'))
  const [device] = await devicesOf(d.aigul)
  const other = await world.browser(d.lina)
  await other.post('/me/notices/push/off', { device: device?.id ?? '' })
  expect(await devicesOf(d.aigul)).toHaveLength(1)
  expect((await (await world.browser()).post('/me/notices/push', service.subscribe('nobody'))).status).not.toBe(200)
  await shared.post('/me/notices/push/off', { device: device?.id ?? '' })
  expect(await devicesOf(d.aigul)).toEqual([])
  await shared.post('/me/notices/push', service.subscribe('shared'))
  await shared.post('/sign-out')
  expect(await devicesOf(d.aigul)).toEqual([])
})

test.each([
  ['no https', { endpoint: 'http://localhost/x' }],
  ['no address', { endpoint: 'javascript:alert(1)' }],
  ['a password', { endpoint: 'https://a:b@localhost/x' }],
  ['no key', { p256dh: 'AAAA' }],
  ['no secret', { auth: '' }],
])('what is no subscription is not kept: %s', async (_, wrong) => {
  const lina = await world.browser(d.lina)
  const before = await devicesOf(d.lina)
  const answer = await lina.post('/me/notices/push', { ...service.subscribe('odd'), ...wrong })
  expect([answer.status, await devicesOf(d.lina)]).toEqual([303, before])
})
