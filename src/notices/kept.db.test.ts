import { afterAll, expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { openGateways } from '../../test/gateways'
import { testWorld } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { addContactTo } from '../people/commands/create-person'
import { type Ctx, inCommand, smtpSender } from '../platform'
import { pageFaults } from '../web'
import { releaseKept } from './send/keep'
import { sendDue } from './send/send-due'
import { tell } from './tell'
import type { Told } from './told'

const gateways = await openGateways()
afterAll(() => gateways.close())
const world = await testWorld()
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
/** The same house once somebody has set up its mail server. */
const withMail: Ctx = {
  ...world.system,
  ports: { email: smtpSender(gateways.smtpUrl, 'Asar <asar@example.kz>'), sms: undefined },
}

const notice = (personId: string, change: Partial<Told> = {}): Told => ({
  to: { personId },
  kind: 'suspension-lifted',
  subject: { kind: 'person', id: personId },
  path: '/me/account',
  pace: 'soon',
  dedupe: newPublicId(),
  ...change,
})
const say = async (...told: Told[]) => {
  await tell(world.db, told, world.clock.now(), world.system.ports)
  await sendDue(world.system)
}
const waysOf = (personId: string) =>
  world.db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select(['d.channel', 'd.state', 'd.reason'])
    .where('n.person_id', '=', personId)
    .where('d.channel', '<>', 'in-app')
    .orderBy('n.made_at')
    .execute()
const asOperator = async (path: string) => {
  const olzhas = await world.browser(d.operator)
  olzhas.cookies.set('lang', 'en')
  return (await olzhas.get(path)).text()
}
const toRing = () => asOperator('/line')

test('without a mail server a notice is kept, its person and the operator see why, and it goes out once there is one', async () => {
  await say(notice(d.lina))
  expect(await waysOf(d.lina)).toEqual([{ channel: 'email', state: 'waiting', reason: 'no-sender' }])
  const lina = await world.browser(d.lina)
  lina.cookies.set('lang', 'en')
  expect(await (await lina.get('/me/notices')).text()).toContain('cannot be sent from here yet')
  expect(await toRing()).toContain(`/line/person/${d.lina}`)
  const page = await asOperator(`/line/person/${d.lina}`)
  expect(page).toContain('no e-mail or SMS can be sent from here')
  // A suspension is nobody's business but hers.
  expect(page).toContain('a personal message')
  expect(page).not.toMatch(/suspen/i)
  expect(pageFaults(page)).toEqual([])
  const looks = await world.db.selectFrom('looks').select('what').where('viewer_id', '=', d.operator).execute()
  expect(looks).toContainEqual({ what: ['name', 'answers'] })
  await releaseKept(withMail)
  await sendDue(withMail)
  expect(gateways.mails.map((mail) => mail.to)).toEqual(['lina@example.kz'])
  expect(await waysOf(d.lina)).toEqual([{ channel: 'email', state: 'sent', reason: null }])
  expect(await toRing()).not.toContain(`/line/person/${d.lina}`)
})

test('what has lost its point meanwhile, or was read on the page, is not sent late', async () => {
  const until = world.clock.now().add({ hours: 2 }).toString()
  await say(notice(d.arman, { kind: 'offer-lapsed', values: { until } }), notice(d.aigul))
  await (await world.browser(d.aigul)).post('/me/notices/seen')
  gateways.mails.length = 0
  world.clock.advance({ hours: 3 })
  expect(await toRing()).not.toContain(`/line/person/${d.arman}`)
  await releaseKept(withMail)
  await sendDue(withMail)
  expect(gateways.mails).toEqual([])
  expect((await waysOf(d.arman)).map((way) => way.reason)).toEqual(['too-late'])
  expect((await waysOf(d.aigul)).map((way) => way.reason)).toEqual(['seen'])
})

test('nothing is kept for longer than two weeks', async () => {
  await say(notice(d.dana))
  world.clock.advance({ hours: 24 * 14 + 1 })
  await sendDue(world.system)
  expect(await waysOf(d.dana)).toEqual([{ channel: 'email', state: 'skipped', reason: 'kept-too-long' }])
})

test('who has no address is shown to the operator, and told by the first one they confirm', async () => {
  const bolat = await seeds.volunteer('Bolat')
  await say(notice(bolat))
  expect(await waysOf(bolat)).toEqual([{ channel: 'contact', state: 'waiting', reason: 'no-address' }])
  expect(await toRing()).toContain(`/line/person/${bolat}`)
  expect(await asOperator(`/line/person/${bolat}`)).toContain('there is no address')
  gateways.mails.length = 0
  const contact = { kind: 'email' as const, value: 'bolat@example.kz', verified: true }
  await inCommand(world.system, 'addContact', async (tx) => {
    await addContactTo(tx, { id: bolat, regionId: d.region }, contact)
    return ok(null)
  })
  await releaseKept(withMail)
  await sendDue(withMail)
  expect(gateways.mails.map((mail) => mail.to)).toEqual(['bolat@example.kz'])
})
