import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { openGateways } from '../../../test/gateways'
import { testWorld } from '../../../test/world'
import { newId } from '../../kit/ids'
import { noteReport } from '../channels/sms/note-report'
import { tell } from '../tell'
import { sendDue } from './send-due'

const gateways = await openGateways()
const world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms } })
const d = await seedDistrict(world)
const client = new pg.Client(world.connection('postgres'))
await client.connect()
await client.query('SET session_replication_role = replica')
afterAll(async () => {
  await client.end()
  await gateways.close()
})
const phone = (personId: string) =>
  client.query(
    `INSERT INTO contact_channels (id, person_id, kind, value, verified_at, created_at) VALUES ($1, $2, 'phone', '+77012345678', now(), now())`,
    [newId(), personId],
  )
const notice = (personId: string) =>
  tell(
    world.db,
    [
      {
        to: { personId },
        kind: 'suspension-lifted',
        subject: { kind: 'person', id: personId },
        path: '/me/account',
        pace: 'later',
      },
    ],
    world.clock.now(),
    world.system.ports,
  )
const ways = (personId: string) =>
  world.db
    .selectFrom('notice_deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice_id')
    .select(['d.id', 'd.channel', 'd.state', 'd.reason'])
    .where('n.person_id', '=', personId)
    .where('d.channel', '!=', 'in-app')
    .orderBy('d.channel')
    .execute()

test('what a mail server never takes goes to the telephone, once', async () => {
  await phone(d.dana)
  gateways.refuse.mail = true
  await notice(d.dana)
  for (let tries = 0; tries < 8; tries++) {
    await sendDue(world.system)
    world.clock.advance({ minutes: 33 })
  }
  await sendDue(world.system)
  gateways.refuse.mail = false
  expect(gateways.messages.map((one) => one.to)).toEqual(['+77012345678'])
  expect(await ways(d.dana)).toMatchObject([
    { channel: 'email', state: 'failed', reason: 'gateway-451' },
    { channel: 'sms', state: 'sent' },
  ])
})

test('a text message that did not arrive goes to the mail', async () => {
  await phone(d.arman)
  await client.query('INSERT INTO notice_settings (person_id, email) VALUES ($1, false)', [d.arman])
  await notice(d.arman)
  await sendDue(world.system)
  const [sent] = await ways(d.arman)
  expect(sent).toMatchObject({ channel: 'sms', state: 'sent' })
  const message = await world.db
    .selectFrom('sms_messages')
    .select('id')
    .where('delivery_id', '=', sent?.id ?? '')
    .executeTakeFirstOrThrow()
  await world.db
    .insertInto('sms_parts')
    .values({ provider: 'gateway', provider_id: 'p1', message_id: message.id })
    .execute()
  await client.query('UPDATE notice_settings SET email = true WHERE person_id = $1', [d.arman])
  await noteReport(world.system, 'gateway', { providerId: 'p1', state: 'lost' })
  await noteReport(world.system, 'gateway', { providerId: 'p1', state: 'lost' })
  await sendDue(world.system)
  expect(await ways(d.arman)).toMatchObject([
    { channel: 'email', state: 'sent' },
    { channel: 'sms', state: 'failed', reason: 'not-delivered' },
  ])
})
