import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { catchUp } from '../../journal'
import { newPublicId } from '../../kit/ids'
import { deliverDue, pauseAfter } from './deliver'
import { webhooksFollower } from './follower'
import { openPartner, partnerCertificate } from './partner-server.testing'
import { webhookSender } from './post-webhook'
import { isPublicAddress, parseWebhookUrl } from './public-address'
import { webhookSecret } from './sign'

let world: World
let d: District
let partner: Awaited<ReturnType<typeof openPartner>>
const secret = webhookSecret('a'.repeat(32))
const send = webhookSender((address) => address === '127.0.0.1' || address === '::1', partnerCertificate)

beforeAll(async () => {
  partner = await openPartner()
  world = await testWorld()
  d = await seedDistrict(world)
})
afterAll(() => partner.close())
beforeEach(() => {
  partner.received.length = 0
  partner.answers.status = 204
  partner.answers.headers = {}
})

const hook = async (kinds: string[], url = partner.url) => {
  const id = newPublicId()
  await world.db
    .insertInto('webhooks')
    .values({
      id,
      organization_id: d.organizationId,
      region_id: d.region,
      url,
      secret,
      kinds,
      created_by: d.dana,
      created_at: world.clock.now(),
    })
    .execute()
  return id
}
const endAll = () => world.db.updateTable('webhooks').set({ ended_at: world.clock.now() }).execute()
const report = async () => {
  await (await world.browser()).post('/safety/report', {
    subject: `organization:${d.organizationId}`,
    kind: 'money',
    concerns: 'organization',
    words: 'They asked for money. Plum-stone-78.',
  })
  await world.app.journal.caughtUp()
  await catchUp(world.db, webhooksFollower(world.system))
}
const findHook = (id: string) =>
  world.db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a partner gets the public part of an entry once, signed so that the standard library accepts it', async () => {
  await hook(['safety.reported'])
  await hook(['need.raised'])
  await report()
  await catchUp(world.db, { ...webhooksFollower(world.system), name: 'webhooks-again' })
  await Promise.all([deliverDue(world.system, send), deliverDue(world.system, send)])
  expect(partner.received).toHaveLength(1)
  const [first] = partner.received
  const { 'webhook-id': id = '', 'webhook-signature': signature = '' } = first?.headers ?? {}
  const timestamp = String(Math.floor(Date.now() / 1000))
  expect(
    new Webhook(secret).sign(id, new Date(Number(first?.headers['webhook-timestamp']) * 1000), first?.body ?? ''),
  ).toBe(signature)
  expect(Number(timestamp)).toBeGreaterThan(0)
  expect(JSON.parse(first?.body ?? '')).toEqual({
    type: 'safety.reported',
    position: expect.any(Number),
    data: { region: d.region, day: '2026-11-22', door: 'web' },
  })
  expect(first?.body).not.toContain('Plum-stone')
  await endAll()
})

test('a partner that fails is tried again later under the same id, and given up after five days', async () => {
  const id = await hook(['safety.reported'])
  await report()
  partner.answers.status = 500
  await deliverDue(world.system, send)
  expect(await deliverDue(world.system, send)).toBe(0)
  world.clock.advance({ seconds: pauseAfter(1) })
  await deliverDue(world.system, send)
  expect(partner.received.map((one) => one.headers['webhook-id'])).toEqual([
    partner.received[0]?.headers['webhook-id'],
    partner.received[0]?.headers['webhook-id'],
  ])
  expect((await findHook(id)).failing_since).not.toBeNull()
  partner.answers.status = 204
  world.clock.advance({ minutes: 5 })
  await deliverDue(world.system, send)
  expect((await findHook(id)).failing_since).toBeNull()
  await report()
  partner.answers.status = 500
  for (let tries = 0; tries < 12; tries++) {
    await deliverDue(world.system, send)
    world.clock.advance({ hours: 24 })
  }
  expect(await findHook(id)).toMatchObject({ ended_why: 'failing' })
  expect(await world.entries()).toContainEqual(
    expect.objectContaining({ kind: 'webhook.ended', body: { why: 'failing' } }),
  )
})

test('an address that says it is gone ends its webhook; a redirect is not followed', async () => {
  const id = await hook(['safety.reported'])
  await report()
  partner.answers.status = 302
  partner.answers.headers = { location: `${partner.url}/elsewhere` }
  await deliverDue(world.system, send)
  expect(partner.received).toHaveLength(1)
  partner.answers.status = 410
  world.clock.advance({ seconds: 5 })
  await deliverDue(world.system, send)
  expect(await findHook(id)).toMatchObject({ ended_why: 'gone' })
})

test('nothing is sent to addresses inside, whatever their name says', async () => {
  const id = await hook(['safety.reported'])
  await report()
  await deliverDue(world.system, webhookSender())
  expect(partner.received).toEqual([])
  const row = await world.db
    .selectFrom('webhook_deliveries')
    .select(['failure', 'state'])
    .where('webhook_id', '=', id)
    .executeTakeFirst()
  expect(row).toEqual({ failure: 'not-public', state: 'waiting' })
  await endAll()
})

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2002:a00:1::1',
  'not-an-address',
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['8.8.8.8', '92.46.0.1', '172.32.0.1', '2a00:1450:4001::1'])('%s is a public address', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  ['http://example.kz/', 'not-https'],
  ['ftp://example.kz/', 'not-https'],
  ['https://user:pass@example.kz/', 'with-password'],
  ['no address', 'not-a-url'],
])('%s is refused as %s', (text, kind) => {
  expect(parseWebhookUrl(text)).toEqual({ ok: false, error: { kind } })
})

test('an organization makes keys and webhooks for itself on its page, and sees each secret once', async () => {
  const dana = await world.browser(d.dana)
  const path = `/organizations/${d.organizationId}/api`
  const made = await dana.post(`${path}/keys`, { name: 'Our system', scopes: ['activities:manage', 'needs:claim'] })
  const key = /asar_[\w-]{32}/.exec(await made.text())?.[0] ?? ''
  const list = (secretKey: string) =>
    world.http.request(`http://127.0.0.1:8080/api/v1/organizations/${d.organizationId}/webhooks`, {
      headers: { authorization: `Bearer ${secretKey}` },
    })
  expect((await list(key)).status).toBe(403)
  expect(await (await dana.get(path)).text()).not.toContain(key)
  for (const url of ['https://127.0.0.1/hook', 'https://localhost/hook', 'http://example.kz/']) {
    expect((await dana.post(`${path}/webhooks`, { url, kinds: 'need.raised', region: 'own' })).status).toBe(422)
  }
  const [row] = await world.db.selectFrom('api_keys').select('id').where('name', '=', 'Our system').execute()
  expect((await dana.post(`${path}/keys/${row?.id}/revoke`)).status).toBe(303)
  expect((await list(key)).status).toBe(401)
  expect((await dana.get(`/organizations/${newPublicId()}/api`)).status).toBe(404)
})
