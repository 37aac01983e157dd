import type { Definition } from '../definition'
import { define, each } from './define'

const people = { unit: 'person', aboutPersons: true } as const
const ofPerson = (kind: string) => [each(kind, { once: 'person' })]
const monthly = { measure: 'monthly-share', unit: 'share', period: 'thirty-days' } as const

/** Volunteers: registered is not asked is not said yes is not came (ILO, "a person counts once in a period"). */
export const peopleNumbers: readonly Definition[] = [
  define('people', 'volunteers-registered', {
    ...people,
    rules: [each('volunteer.joined', { once: 'subject' })],
    source: 'ILO, 19th ICLS',
  }),
  define('people', 'volunteers-asked', { ...people, rules: ofPerson('ask.sent') }),
  define('people', 'volunteers-said-yes', { ...people, rules: ofPerson('assignment.made') }),
  define('people', 'volunteers-came', {
    ...people,
    rules: ofPerson('attendance.checked-in'),
    source: 'ILO, 19th ICLS',
  }),
  define('people', 'volunteers-active', {
    ...people,
    period: 'calendar-year',
    rules: [each('attendance.checked-in', { once: 'person-in-a-year' })],
    source: 'ILO, 19th ICLS',
  }),
  define('people', 'volunteers-returned', {
    ...people,
    period: 'calendar-year',
    rules: [each('attendance.checked-in', { once: 'person-again-in-a-year' })],
    partOf: 'volunteers-active',
  }),
  define('people', 'volunteers-retained', {
    measure: 'share',
    unit: 'share',
    period: 'calendar-year',
    numerator: 'volunteers-returned',
    denominator: ['volunteers-active'],
    aboutPersons: true,
  }),
  define('people', 'helpers-one-day', { ...people, rules: [each('helper.registered', { once: 'subject' })] }),
  define('people', 'load-busiest', { ...monthly, rules: [{ kind: 'load.measured', adds: 'permille' }] }),
  define('people', 'volunteers-idle', { ...monthly, rules: [{ kind: 'idle.measured', adds: 'permille' }] }),
]
