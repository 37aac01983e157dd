import type { Entry } from '../journal'
import type { Count } from './count'
import { goodsReaders } from './count-goods'
import { hoursReaders } from './count-hours'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

type Reader = (entry: Entry) => readonly Count[]

const once = (indicator: string, member: string | undefined): Count[] =>
  member === undefined ? [] : [{ indicator, amount: 1, member }]
const volunteerOf = (entry: Entry) => text(entry.body.volunteerId) ?? text(entry.body.volunteer)
const waitOf = (entry: Entry) => number(entry.publicBody.waitMinutes) ?? number(entry.body.waitMinutes)

const shareOf = (entry: Entry) => number(entry.publicBody.permille) ?? 0

const readers: Record<string, Reader> = {
  'need.raised': (entry) =>
    entry.publicBody.drill === true
      ? [{ indicator: 'needs-raised', amount: 0, excluded: 'drill' }]
      : [{ indicator: 'needs-raised', amount: 1, member: entry.subjectId }],
  'need.verified': (entry) => once('needs-verified', entry.subjectId),
  'need.first-yes': (entry) => [
    { indicator: 'first-yes-wait', amount: 1, member: entry.subjectId, waitMinutes: waitOf(entry) ?? 0 },
  ],
  'need.helped': (entry) => [
    { indicator: 'help-wait', amount: 1, member: entry.subjectId, waitMinutes: waitOf(entry) ?? 0 },
  ],
  'need.receipt': (entry) => {
    // Goods are answered delivery by delivery and have numbers of their own.
    if (entry.body.byLines === true) return entry.body.result === 'yes' ? once('needs-met', entry.subjectId) : []
    const result = text(entry.publicBody.result)
    const counts = once('receipts', entry.subjectId)
    if (result === 'yes')
      return [...counts, ...once('receipts-right', entry.subjectId), ...once('needs-met', entry.subjectId)]
    return [
      ...counts,
      { indicator: 'needs-met', amount: 0, excluded: result === 'partly' ? 'partly' : 'not-what-was-needed' },
    ]
  },
  'need.cause-said': () => [{ indicator: 'causes', amount: 1 }],
  'volunteer.joined': (entry) => once('volunteers-registered', entry.subjectId),
  'ask.sent': (entry) => once('volunteers-asked', volunteerOf(entry)),
  'assignment.made': (entry) => once('volunteers-said-yes', volunteerOf(entry)),
  'attendance.checked-in': (entry) => {
    const volunteer = volunteerOf(entry)
    return volunteer === undefined
      ? []
      : [...once('volunteers-came', volunteer), ...once(`volunteers-active`, yearMember(volunteer, entry.at))]
  },
  'load.measured': (entry) => [{ indicator: 'load-busiest', amount: shareOf(entry) }],
  'idle.measured': (entry) => [{ indicator: 'volunteers-idle', amount: shareOf(entry) }],
  ...hoursReaders,
  ...goodsReaders,
  'result.confirmed': () => [{ indicator: 'results-confirmed', amount: 1 }],
  'organization.verified': (entry) => once('organizations-verified', entry.subjectId),
}

// A person counts once in a calendar year: the year is folded into the member, which stays an id without meaning to others.
function yearMember(volunteer: string, at: Temporal.Instant): string {
  const year = at.toZonedDateTimeISO('UTC').year.toString(16).padStart(4, '0')
  return `${volunteer.slice(0, 9)}${year}${volunteer.slice(13)}`
}

/** Kinds of entry that some number looks at. */
export const countedKinds: readonly string[] = Object.keys(readers)

/** What an entry means to the numbers: pure, so that totals can be rebuilt from position 0 to the same values. */
export const countsOf = (entry: Entry): readonly Count[] => readers[entry.kind]?.(entry) ?? []
