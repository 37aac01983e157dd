import { expect, test } from 'vitest'
import { planDelivery, type Senders, type Wishes } from './plan-deliveries'
import { afterQuiet, beforeQuiet, isQuiet, type Quiet } from './quiet'

const at = (text: string) => Temporal.Instant.from(text)
const night: Quiet = {
  from: Temporal.PlainTime.from('21:00'),
  until: Temporal.PlainTime.from('08:00'),
  zone: 'Asia/Almaty',
}

test('quiet hours go over midnight in the zone of the person; their end is not quiet', () => {
  expect(isQuiet(at('2026-11-22T15:59:59Z'), night)).toBe(false)
  expect(isQuiet(at('2026-11-22T16:00:00Z'), night)).toBe(true)
  expect(isQuiet(at('2026-11-23T02:59:59Z'), night)).toBe(true)
  expect(isQuiet(at('2026-11-23T03:00:00Z'), night)).toBe(false)
  expect(isQuiet(at('2026-11-23T03:00:00Z'), { ...night, until: night.from })).toBe(false)
})

test('what must wait goes out at the end of quiet hours, a reminder just before them', () => {
  expect(afterQuiet(at('2026-11-22T20:00:00Z'), night)).toEqual(at('2026-11-23T03:00:00Z'))
  expect(beforeQuiet(at('2026-11-22T20:00:00Z'), night)).toEqual(at('2026-11-22T15:59:59Z'))
  expect(beforeQuiet(at('2026-11-23T02:00:00Z'), night)).toEqual(at('2026-11-22T15:59:59Z'))
  expect(beforeQuiet(at('2026-11-23T10:00:00Z'), night)).toEqual(at('2026-11-23T10:00:00Z'))
})

const wishes: Wishes = {
  quiet: night,
  addresses: { push: null, telegram: null, email: 'lina@example.kz', sms: '+77010000001', voice: '+77010000001' },
  on: { push: true, telegram: true, email: true, sms: true, voice: false },
  operator: false,
  order: null,
  digest: false,
  digestAt: Temporal.PlainTime.from('18:00'),
  emergencies: null,
  emergencyCalls: false,
}
const all = { push: true, telegram: true, email: true, sms: true, voice: true }
const atNight = at('2026-11-22T20:00:00Z')
const morning = at('2026-11-23T03:00:00Z')

test.each([
  ['an urgent ask waits for the morning', 'now', false, {}, morning],
  ['unless the person offered to be called in an emergency', 'now', false, { emergencyCalls: true }, atNight],
  ['or said so here', 'now', false, { emergencies: true }, atNight],
  ['an alarm wakes who is on duty', 'now', true, {}, atNight],
  ['but not whoever said no', 'now', true, { emergencies: false, emergencyCalls: true }, morning],
  ['nothing else wakes anybody', 'soon', true, { emergencies: true }, morning],
] as const)('%s', (_, pace, duty, change, expected) => {
  const planned = planDelivery({ pace, duty, dueAt: atNight }, { ...wishes, ...change }, all)
  expect(planned?.at).toEqual(expected)
})

const chat = { ...wishes.addresses, telegram: '90210' }
const none = { push: null, telegram: null, email: null, sms: null, voice: null }

test('what can wait costs no text message where another door is open, and goes to the digest of who wants one', () => {
  const dueAt = at('2026-11-22T10:00:00Z')
  const plan = (change: Partial<Wishes>) =>
    planDelivery({ pace: 'later', duty: false, dueAt }, { ...wishes, ...change }, all)
  expect(plan({})).toEqual({ channel: 'email', at: dueAt, digest: false })
  expect(plan({ order: ['sms', 'voice', 'email', 'telegram'] })?.channel).toBe('email')
  expect(plan({ addresses: { ...none, sms: '+77010000001' } })?.channel).toBe('sms')
  expect(plan({ digest: true })).toEqual({ channel: 'email', at: at('2026-11-22T13:00:00Z'), digest: true })
  expect(plan({ on: { push: true, telegram: false, email: false, sms: false, voice: true } })).toBeUndefined()
})

test('a notice goes to one door: the first of the person’s that this house has; where it has none, it is kept', () => {
  const dueAt = at('2026-11-22T10:00:00Z')
  const channel = (pace: 'now' | 'soon', senders: Senders, change: Partial<Wishes> = {}) =>
    planDelivery({ pace, duty: false, dueAt }, { ...wishes, ...change }, senders)?.channel
  const without = (...doors: (keyof Senders)[]) => ({
    ...all,
    ...Object.fromEntries(doors.map((door) => [door, false])),
  })
  expect(channel('now', all)).toBe('sms')
  expect(channel('soon', all)).toBe('email')
  expect(channel('now', all, { addresses: chat })).toBe('telegram')
  expect(channel('now', all, { addresses: { ...chat, push: 'lina' } })).toBe('push')
  expect(channel('now', without('telegram'), { addresses: chat })).toBe('sms')
  expect(channel('now', all, { order: ['email', 'sms', 'telegram', 'voice'] })).toBe('email')
  expect(channel('now', all, { order: ['voice', 'sms', 'email', 'telegram'] })).toBe('sms')
  expect(channel('now', all, { order: ['voice', 'sms', 'email', 'telegram'], on: all })).toBe('voice')
  expect(channel('now', without('telegram', 'email', 'sms', 'voice'))).toBe('sms')
  expect(channel('now', without('email'), { addresses: none })).toBe('contact')
})
