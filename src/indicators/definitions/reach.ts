import type { Definition } from '../definition'
import { define, each, noDrill } from './define'

/** Doors that take a telephone with internet, or a computer. */
const online = ['web', 'push', 'telegram', 'email', 'api']
/** Doors without: a text message, a call by a person or a machine, a sheet of paper, a person who helps. */
const offline = ['sms', 'call', 'voice', 'paper', 'companion']

const share = { measure: 'share', unit: 'share' } as const
const people = { unit: 'person', aboutPersons: true } as const
const helped = (door: readonly string[]) =>
  ({
    measure: 'median-wait',
    unit: 'minute',
    rules: [noDrill('need.helped'), each('need.helped', { where: { door }, once: 'subject' })],
  }) as const

/** Who is reached through which door: the divide, made visible. */
export const reachNumbers: readonly Definition[] = [
  define('reach', 'needs-offline', {
    rules: [noDrill('need.raised'), each('need.raised', { where: { door: offline }, once: 'subject' })],
    breakdowns: ['door'],
  }),
  define('reach', 'share-needs-offline', { ...share, numerator: 'needs-offline', denominator: ['needs-raised'] }),
  define('reach', 'help-wait-offline', helped(offline)),
  define('reach', 'help-wait-online', helped(online)),
  define('reach', 'answers-offline', {
    unit: 'answer',
    aboutPersons: true,
    rules: [each('answer.given', { where: { door: offline } })],
    besides: ['answers-online'],
    breakdowns: ['door'],
  }),
  define('reach', 'answers-online', {
    unit: 'answer',
    aboutPersons: true,
    rules: [each('answer.given', { where: { door: online } })],
    besides: ['answers-offline'],
    breakdowns: ['door'],
  }),
  define('reach', 'share-answers-offline', {
    ...share,
    aboutPersons: true,
    numerator: 'answers-offline',
    denominator: ['answers-offline', 'answers-online'],
    besides: ['answers-offline', 'answers-online'],
  }),
  define('reach', 'companions-agreed', { ...people, rules: [each('companion.added', { once: 'subject' })] }),
  define('reach', 'served-by-companions', {
    ...people,
    rules: [
      each('answer.given', { where: { door: ['companion'] }, once: 'served' }),
      each('need.receipt', { where: { door: ['companion'] }, once: 'served' }),
      // Said in a call: of whom nobody is named, nobody is counted.
      each('need.receipt', { sealed: { consentHow: ['representative'] }, once: 'served' }),
      each('receipt.said', { sealed: { by: ['companion'] }, once: 'served' }),
    ],
  }),
  define('reach', 'volunteers-came-offline', {
    ...people,
    rules: [each('attendance.checked-in', { where: { door: offline }, once: 'person' })],
    partOf: 'volunteers-came',
  }),
  define('reach', 'share-came-offline', {
    ...share,
    aboutPersons: true,
    numerator: 'volunteers-came-offline',
    denominator: ['volunteers-came'],
  }),
]
