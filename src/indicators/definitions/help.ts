import type { Definition } from '../definition'
import { define, each, noDrill, takeBack } from './define'

const once = (kind: string) => [noDrill(kind), each(kind, { once: 'subject' })]
const wait = { measure: 'median-wait', unit: 'minute' } as const
const share = { measure: 'share', unit: 'share' } as const
// Goods are answered delivery by delivery and have numbers of their own; of their requests only a full yes is told.
const whole = { sealed: { byLines: ['false', 'unknown'] } } as const

/** Need and response: from a request to the answer of the person helped. */
export const helpNumbers: readonly Definition[] = [
  define('help', 'needs-raised', { rules: once('need.raised'), breakdowns: ['kind', 'urgency', 'door'] }),
  define('help', 'needs-verified', { rules: once('need.verified') }),
  define('help', 'share-verified', { ...share, numerator: 'needs-verified', denominator: ['needs-raised'] }),
  define('help', 'needs-first-yes', { rules: once('need.first-yes') }),
  define('help', 'needs-helped', { rules: once('need.helped') }),
  define('help', 'needs-met', {
    rules: [
      noDrill('need.receipt'),
      each('need.receipt', { where: { result: ['yes'] }, once: 'subject' }),
      { kind: 'need.receipt', where: { result: ['partly'] }, ...whole, leavesOut: 'partly' },
      { kind: 'need.receipt', where: { result: ['no'] }, ...whole, leavesOut: 'not-what-was-needed' },
      takeBack('need.reopened'),
    ],
    version: 2,
  }),
  define('help', 'share-met', { ...share, numerator: 'needs-met', denominator: ['needs-raised'] }),
  define('help', 'needs-unmet-told', { rules: once('need.unmet-told') }),
  define('help', 'receipts', {
    unit: 'answer',
    rules: [noDrill('need.receipt'), each('need.receipt', { ...whole, once: 'subject' }), takeBack('need.reopened')],
    version: 2,
  }),
  define('help', 'receipts-right', {
    unit: 'answer',
    rules: [
      noDrill('need.receipt'),
      each('need.receipt', { where: { result: ['yes'] }, ...whole, once: 'subject' }),
      takeBack('need.reopened'),
    ],
    version: 2,
  }),
  define('help', 'share-right', { ...share, numerator: 'receipts-right', denominator: ['receipts'] }),
  define('help', 'check-wait', { ...wait, rules: once('need.verified') }),
  define('help', 'first-yes-wait', { ...wait, rules: once('need.first-yes') }),
  define('help', 'help-wait', { ...wait, rules: once('need.helped'), breakdowns: ['door', 'settlement'] }),
  define('help', 'receipt-wait', { ...wait, rules: once('need.receipt') }),
  define('help', 'results-confirmed', { unit: 'result', rules: [each('result.confirmed')] }),
  define('help', 'results-denied', { unit: 'result', rules: [each('result.denied')] }),
  define('help', 'causes', { unit: 'cause', rules: [noDrill('need.cause-said'), each('need.cause-said')] }),
  define('help', 'causes-answered', { unit: 'cause', rules: [each('cause.answered')] }),
]
