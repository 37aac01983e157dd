import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type District, seedDistrict } from '../../../../test/district'
import { type Mail, openGateways } from '../../../../test/gateways'
import { testWorld, type World } from '../../../../test/world'
import { openSeeds } from '../../../dispatch/seed-post.testing'
import { newId } from '../../../kit/ids'
import { sendDue } from '../../send/send-due'
import { understandWaiting } from '../../talk/understand'
import { tell } from '../../tell'
import { type FollowedMailbox, followMailbox } from './follow-mailbox'
import { openMailServer } from './mail-server.testing'

let world: World
let d: District
let seeds: Awaited<ReturnType<typeof openSeeds>>
let gateways: Awaited<ReturnType<typeof openGateways>>
let server: Awaited<ReturnType<typeof openMailServer>>
let follower: FollowedMailbox

beforeAll(async () => {
  gateways = await openGateways()
  let now = () => Temporal.Instant.from('2026-11-22T10:00:00Z')
  server = await openMailServer(() => now())
  world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms, mailbox: server.settings } })
  now = () => world.clock.now()
  d = await seedDistrict(world)
  seeds = await openSeeds(world, d)
  follower = followMailbox(world.system, server.settings)
})
afterAll(async () => {
  await follower.close()
  await server.close()
  await gateways.close()
})
beforeEach(() => {
  gateways.mails.length = 0
  gateways.messages.length = 0
})

async function asked(volunteerId: string) {
  await sendDue(world.system)
  const { askId, code, postId, activityId } = await seeds.ask(volunteerId)
  const now = world.clock.now()
  await tell(
    world.db,
    [
      {
        to: { personId: volunteerId },
        kind: 'asked',
        subject: { kind: 'activity', id: activityId },
        path: `/me/asks/${askId}`,
        pace: 'now',
        values: { askId, activityId, postId },
      },
    ],
    now,
    world.system.ports,
  )
  return { askId, postId, activityId, code, letter: await nextLetter() }
}

async function nextLetter(): Promise<Mail> {
  const before = gateways.mails.length
  await sendDue(world.system)
  const letter = gateways.mails[before]
  if (letter === undefined) throw new Error('a letter was expected to go out')
  return letter
}

const replyTo = (letter: Mail): string => /^reply-to: (\S+)/im.exec(letter.headers)?.[1] ?? ''
const quoted = (letter: Mail): string =>
  `сб, 22 нояб. 2026 г. в 15:01, Asar <asar@localhost>:\n${letter.body.replaceAll(/^/gm, '> ')}`
const decoded = (subject: string): string =>
  subject
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?utf-8\?B\?([^?]*)\?=/gi, (_, coded: string) => Buffer.from(coded, 'base64').toString())
    .replaceAll(/=\?utf-8\?Q\?([^?]*)\?=/gi, (_, coded: string) =>
      decodeURIComponent(coded.replaceAll('_', ' ').replaceAll('=', '%')),
    )
const stateOf = async (askId: string) =>
  (await world.db.selectFrom('asks').select('state').where('id', '=', askId).executeTakeFirstOrThrow()).state
const countOf = async () =>
  (await world.db.selectFrom('mailboxes').selectAll().executeTakeFirst()) ?? {
    kept: 0,
    bounces: 0,
    machines: 0,
    unreadable: 0,
  }

/** Waits until the follower has dealt with everything in the mailbox, and answers it. */
async function readAll(): Promise<void> {
  await vi.waitFor(() => expect(server.flags().every((flags) => flags.includes('\\Seen'))).toBe(true), {
    timeout: 8000,
  })
  await understandWaiting(world.system)
}
const heard = () =>
  world.db
    .selectFrom('inbound_messages')
    .select(['sender', 'text', 'intent', 'reply', 'person_id'])
    .orderBy('seq')
    .execute()

test('letters and answers stay one thread: each names the one it answers, and all before it', async () => {
  const { letter } = await asked(d.lina)
  const header = (mail: Mail, name: string) =>
    new RegExp(`^${name}: ((?:.|\r?\n[ \t])*)`, 'im').exec(mail.headers)?.[1]?.replaceAll(/\s+/g, ' ').trim()
  const ask = header(letter, 'message-id') ?? ''
  expect(ask).toMatch(/^<[0-9a-f-]{36}@[\w.]+>$/)
  const written = { from: 'lina@example.kz', inReplyTo: ask }
  const first = '<first@lina.example>'
  await server.write({
    ...{ ...written, to: replyTo(letter), subject: 'Re: Шақыру', text: 'иә' },
    ...{ messageId: first, references: [ask] },
  })
  await readAll()
  const echo = await nextLetter()
  expect([header(echo, 'in-reply-to'), header(echo, 'references')]).toEqual([first, `${ask} ${first}`])
  expect(decoded(header(echo, 'subject') ?? '')).toBe('Re: Шақыру')
  const said = header(echo, 'message-id') ?? ''
  await server.write({
    ...{ ...written, to: replyTo(echo), subject: 'Хат', text: '0', messageId: '<second@lina.example>' },
    ...{ inReplyTo: said, references: [ask, first, said] },
  })
  await readAll()
  const undone = await nextLetter()
  expect(header(undone, 'references')).toBe(`${ask} ${first} ${said} <second@lina.example>`)
  expect(decoded(header(undone, 'subject') ?? '')).toBe('Re: Хат')
})

test('an ask goes out by mail, and its answer "yes, in 2 hours" stands with the ask and is echoed', async () => {
  const { askId, postId, letter } = await asked(d.lina)
  expect(letter.headers).toMatch(/auto-submitted: auto-generated/i)
  await server.write({
    from: 'Lina <Lina@Example.kz>',
    to: replyTo(letter),
    subject: 'Re: шақыру',
    text: `иә, 2 сағаттан кейін\n\n--\nЛина\n\n${quoted(letter)}`,
  })
  await readAll()
  expect(await stateOf(askId)).toBe('yes-from')
  const echo = await nextLetter()
  expect(echo.to).toBe('lina@example.kz')
  expect(echo.body).toMatch(/Жазылды, келетін уақытыңыз: .*17:00/)
  expect(echo.headers).toMatch(/auto-submitted: auto-replied/i)
  const desk = await (await world.browser(d.dana)).get(`/desk/posts/${postId}`)
  expect(await desk.text()).toContain('17:00')
  // Taken back by answering the echo with one digit.
  await server.write({ from: 'lina@example.kz', to: replyTo(echo), text: '0' })
  await readAll()
  expect((await heard()).at(-1)).toMatchObject({ intent: 'undo', person_id: d.lina, reply: 'Жауабыңыз қайтарылды.' })
})

test('nobody answers for somebody else: neither by their letter nor by their name', async () => {
  const { askId, letter, code } = await asked(d.lina)
  const token = replyTo(letter)
  const forged = token.replace(/\+(.)/, (_, first: string) => `+${first === 'a' ? 'b' : 'a'}`)
  await server.write({ from: 'somebody@else.example', to: token, text: 'иә' })
  await server.write({ from: 'lina@example.kz', to: 'reply@house.example', text: `${code} иә` })
  await server.write({ from: 'lina@example.kz', to: forged, text: 'иә' })
  await server.write({ from: 'arman@example.kz', to: token, text: 'жоқ' })
  await readAll()
  expect(await stateOf(askId)).toBe('asked')
  const kept = await world.db
    .selectFrom('inbound_messages')
    .select(['sender', 'person_id', 'attention'])
    .orderBy('seq', 'desc')
    .limit(4)
    .execute()
  expect(kept).toMatchObject(
    ['arman@example.kz', 'lina@example.kz', 'lina@example.kz', 'somebody@else.example'].map((from) => ({
      sender: `unproven:${from}`,
      person_id: null,
      attention: 'stranger',
    })),
  )
})

test('what machines send is read and answered by nobody', async () => {
  const { askId, letter } = await asked(d.lina)
  const before = await heard()
  const to = replyTo(letter)
  const automatic = (headers: Record<string, string>) =>
    server.write({ from: 'lina@example.kz', to, text: 'иә', headers })
  await automatic({ 'Auto-Submitted': 'auto-replied' })
  await automatic({ Precedence: 'bulk' })
  await automatic({ 'X-Autoreply': 'yes' })
  await automatic({ 'List-Id': '<neighbours.example.kz>' })
  await server.write({ from: 'lina@example.kz', to, text: 'иә', envelope: { from: '', to } })
  await server.write({ from: 'MAILER-DAEMON@example.kz', to, text: 'иә' })
  // A letter of ours that came round.
  await server.write({ from: to, to, text: 'иә' })
  await server.write({ from: 'lina@example.kz', to, text: quoted(letter) })
  await readAll()
  expect([await heard(), await stateOf(askId)]).toEqual([before, 'asked'])
  expect(await sendDue(world.system)).toBe(0)
})

test('a letter that comes back undelivered goes to the telephone; one that is only late stays', async () => {
  await seeds.insert([
    [
      'contact_channels',
      {
        id: newId(),
        person_id: d.lina,
        kind: 'phone',
        value: '+77010000001',
        verified_at: world.clock.now(),
        created_at: world.clock.now(),
      },
    ],
    ['notice_settings', { person_id: d.lina, door_order: ['email', 'sms'] }],
  ])
  const { letter } = await asked(d.lina)
  const report = (action: string) =>
    [
      'Return-Path: <>',
      'From: Mail Delivery System <MAILER-DAEMON@mx.example.kz>',
      `To: ${replyTo(letter)}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nThe mail system could not deliver your message.',
      `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; lina@example.kz\r\nAction: ${action}\r\nStatus: 5.1.1`,
      '--b--',
      '',
    ].join('\r\n')
  server.arrive(report('delayed'))
  await readAll()
  await sendDue(world.system)
  expect(gateways.messages).toEqual([])
  server.arrive(report('failed'))
  await readAll()
  await sendDue(world.system)
  expect(gateways.messages.map(({ to }) => to)).toEqual(['+77010000001'])
})

test('a mail read again after a crash counts once', async () => {
  const { askId, letter } = await asked(d.lina)
  await server.write({ from: 'lina@example.kz', to: replyTo(letter), text: 'жоқ' })
  await readAll()
  const before = await heard()
  await follower.close()
  server.forgetMarks()
  follower = followMailbox(world.system, server.settings)
  await readAll()
  expect([await heard(), await stateOf(askId)]).toEqual([before, 'no'])
})

test('broken, endless and hostile mails are flagged or read in part, and the next is answered', async () => {
  const { askId, letter } = await asked(d.lina)
  const to = replyTo(letter)
  const nested = (depth: number): string =>
    depth === 0
      ? 'Content-Type: text/plain\r\n\r\nиә\r\n'
      : `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n${nested(depth - 1)}\r\n--b${depth}--\r\n`
  server.arrive(`From: lina@example.kz\r\nTo: ${to}\r\n${nested(40)}`)
  server.arrive(`From: lina@example.kz\r\nTo: ${to}\r\nX-Long: ${'x'.repeat(200_000)}\r\n\r\nиә`)
  server.arrive('\u0000\u0001\u00ff')
  await server.write({ from: 'lina@example.kz', to, text: `${'бос сөз '.repeat(400_000)}` })
  await server.write({
    from: 'lina@example.kz',
    to,
    html: '<p>Жоқ</p><script>alert(1)</script><img src="https://example.kz/seen.gif">',
    attachments: [{ filename: 'a.zip', content: Buffer.from('504b0304ffffffff', 'hex') }],
  })
  await readAll()
  expect(await stateOf(askId)).toBe('no')
  const flagged = server.flags().filter((flags) => flags.includes('\\Flagged'))
  expect(flagged).toHaveLength((await countOf()).unreadable)
  expect(flagged.length).toBeGreaterThanOrEqual(2)
})
