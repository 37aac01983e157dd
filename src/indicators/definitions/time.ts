import type { Definition } from '../definition'
import type { Rule, Where } from '../rule'
import { define, leaveOut } from './define'

const minutes = { measure: 'minutes', unit: 'minute', aboutPersons: true } as const
const law = '42-VI, ILO 19th ICLS'
const notYet = { state: 'not-yet-measured', aboutPersons: true } as const

// What nobody has told yet counts as time of a volunteer until somebody does.
const volunteered = ['free', 'unknown']

/** Minutes of these bases: as recorded, then as a decision or the person's own word moves them from one number to another. */
const onGround = (bases: readonly string[], where: Where = {}): readonly Rule[] => [
  { kind: 'hours.recorded', where: { basis: bases, ...where }, adds: 'minutes' },
  { kind: 'dispute.decided', where: { basis: bases, ...where }, adds: 'minutes', takes: 'minutesBefore' },
  { kind: 'hours.basis-stated', where: { basis: bases, ...where }, adds: 'minutes' },
  { kind: 'hours.basis-stated', where: { basisBefore: bases, ...where }, takes: 'minutes' },
]

const leftOut = (kind: string, ...bases: readonly string[]): readonly Rule[] =>
  bases.map((basis) => leaveOut(kind, basis === 'unknown' ? 'basis-unknown' : basis, { basis: [basis] }))

/** A part of volunteer time; the rest of it stands beside, and neither may give the other away. */
const part = (id: string, rest: string, where: Where, said: Partial<Definition> = {}): Definition =>
  define('time', id, { ...minutes, source: law, rules: onGround(volunteered, where), besides: [rest], ...said })

/** Time given, apart by ground: what is paid, ordered or for the own family is never added in. */
export const timeNumbers: readonly Definition[] = [
  define('time', 'hours-recorded', {
    ...minutes,
    source: law,
    rules: [...onGround(volunteered), ...leftOut('hours.recorded', 'paid-time', 'compulsory', 'own-family')],
    // Form and competence are numbers of their own: a table beside them would give away what one of the two hides.
    breakdowns: ['kind'],
    // Both hide the same cells: what is taken of one from the other could tell a cell that only one of them hides.
    besides: ['hours-confirmed'],
  }),
  define('time', 'hours-confirmed', {
    ...minutes,
    source: law,
    besides: ['hours-recorded'],
    rules: [
      ...leftOut('hours.confirmed', 'paid-time', 'compulsory', 'own-family'),
      { kind: 'hours.confirmed', where: { basis: volunteered }, adds: 'minutes' },
      { kind: 'hours.unconfirmed', where: { basis: volunteered }, takes: 'minutes' },
      { kind: 'hours.disputed', where: { basis: volunteered, state: ['confirmed'] }, takes: 'minutes' },
      { kind: 'dispute.decided', where: { basis: volunteered }, adds: 'minutes' },
      { kind: 'hours.basis-stated', where: { basis: volunteered, state: ['confirmed'] }, adds: 'minutes' },
      { kind: 'hours.basis-stated', where: { basisBefore: volunteered, state: ['confirmed'] }, takes: 'minutes' },
    ],
  }),
  part(
    'hours-organization-based',
    'hours-direct',
    { form: ['organization', 'corporate'] },
    { source: 'ILO, 19th ICLS' },
  ),
  part(
    'hours-direct',
    'hours-organization-based',
    { form: ['group', 'individual', 'unknown'] },
    { source: 'ILO, 19th ICLS' },
  ),
  define('time', 'hours-paid-time', { ...minutes, source: 'ILO, 19th ICLS', rules: onGround(['paid-time']) }),
  define('time', 'hours-compulsory', { ...minutes, source: 'ILO, 19th ICLS', rules: onGround(['compulsory']) }),
  part('hours-skilled', 'hours-unskilled', { skilled: ['yes'] }),
  part('hours-unskilled', 'hours-skilled', { skilled: ['no', 'unknown'] }),
  define('time', 'share-skilled', {
    measure: 'share',
    unit: 'share',
    numerator: 'hours-skilled',
    denominator: ['hours-recorded'],
    aboutPersons: true,
    besides: ['hours-skilled', 'hours-unskilled'],
  }),
  define('time', 'hours-national', {
    ...minutes,
    source: '42-VI',
    rules: [...onGround([...volunteered, 'paid-time']), ...leftOut('hours.recorded', 'compulsory', 'own-family')],
    besides: ['hours-paid-time'],
  }),
  define('time', 'hours-ilo', {
    ...minutes,
    source: 'ILO, 19th ICLS',
    rules: [...onGround(['free']), ...leftOut('hours.recorded', 'unknown', 'paid-time', 'compulsory', 'own-family')],
    besides: ['hours-unknown-basis'],
  }),
  define('time', 'hours-unknown-basis', { ...minutes, rules: onGround(['unknown']), besides: ['hours-ilo'] }),
  define('time', 'voluntariness', {
    measure: 'share',
    unit: 'share',
    source: 'ILO, 19th ICLS',
    numerator: 'hours-ilo',
    denominator: ['hours-ilo', 'hours-unknown-basis', 'hours-paid-time', 'hours-compulsory'],
    aboutPersons: true,
    besides: ['hours-ilo', 'hours-unknown-basis', 'hours-paid-time', 'hours-compulsory'],
  }),
  define('time', 'share-pro-bono', { ...notYet, measure: 'share', unit: 'share', missing: ['own-profession'] }),
  define('time', 'hours-by-sector', { ...notYet, ...minutes, source: 'ILO Manual 2011', missing: ['sector'] }),
  define('time', 'hours-by-goal', { ...notYet, ...minutes, missing: ['goal'] }),
  define('time', 'hours-by-age', { ...notYet, ...minutes, source: 'ILO, 19th ICLS', missing: ['age-of-hours'] }),
  define('time', 'replacement-value', {
    ...notYet,
    unit: 'money',
    source: 'ILO Manual 2011',
    missing: ['wage-table', 'occupation'],
  }),
]
