import { expect, test } from 'vitest'
import { planDeliveries, type Senders, type Wishes } from './plan-deliveries'
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
  hasEmail: true,
  hasPhone: true,
  hasTelegram: false,
  telegram: true,
  email: true,
  sms: true,
  digest: false,
  digestAt: Temporal.PlainTime.from('18:00'),
  emergencies: null,
  emergencyCalls: false,
}
const both = { email: true, sms: true, telegram: false }
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
  const [first] = planDeliveries({ pace, duty, dueAt: atNight }, { ...wishes, ...change }, both)
  expect(first?.at).toEqual(expected)
})

test('what can wait costs no text message where there is e-mail, and goes to the digest of who wants one', () => {
  const dueAt = at('2026-11-22T10:00:00Z')
  const plan = (change: Partial<Wishes>) =>
    planDeliveries({ pace: 'later', duty: false, dueAt }, { ...wishes, ...change }, both)
  expect(plan({})).toEqual([{ channel: 'email', at: dueAt, digest: false }])
  expect(plan({ hasEmail: false })).toEqual([{ channel: 'sms', at: dueAt, digest: false }])
  expect(plan({ digest: true })).toEqual([{ channel: 'email', at: at('2026-11-22T13:00:00Z'), digest: true }])
  expect(plan({ email: false, sms: false, telegram: false })).toEqual([])
})

test('a notice goes the way there is a sender for, and is kept where there is none', () => {
  const dueAt = at('2026-11-22T10:00:00Z')
  const channels = (senders: Senders, change: Partial<Wishes> = {}) =>
    planDeliveries({ pace: 'soon', duty: false, dueAt }, { ...wishes, ...change }, senders).map((one) => one.channel)
  expect(channels(both)).toEqual(['email', 'sms'])
  expect(channels({ email: false, sms: true, telegram: false })).toEqual(['sms'])
  expect(channels({ email: false, sms: false, telegram: false })).toEqual(['email'])
  expect(channels(both, { hasEmail: false, hasPhone: false })).toEqual(['contact'])
  expect(channels(both, { email: false, sms: false, telegram: false })).toEqual([])
})
