import type { Entry } from '../journal'

/** What one entry means to one number. */
export type Count = {
  readonly indicator: string
  /** What it adds: 1, or minutes. */
  readonly amount: number
  /** Counted once for each member; later entries of the same member are left out as `counted-before`. */
  readonly member?: string
  /** What is added instead where the member has been counted before; without it such an entry is left out. */
  readonly again?: number
  /** Changes what was counted before; says nothing where nothing was. */
  readonly onlyAgain?: true
  /** Whose minutes these are: numbers that add up minutes hide cells with too few people behind them. */
  readonly person?: string
  /** Minutes waited, for medians. */
  readonly waitMinutes?: number
  /** Why it is looked at but not counted. */
  readonly excluded?: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

// Time that is not volunteer work is a number of its own, never added in.
const hoursBy: Record<string, string> = { 'paid-time': 'hours-paid-time', compulsory: 'hours-compulsory' }

type Reader = (entry: Entry) => readonly Count[]

const once = (indicator: string, member: string | undefined): Count[] =>
  member === undefined ? [] : [{ indicator, amount: 1, member }]
const volunteerOf = (entry: Entry) => text(entry.body.volunteerId) ?? text(entry.body.volunteer)
const waitOf = (entry: Entry) => number(entry.publicBody.waitMinutes) ?? number(entry.body.waitMinutes)

const personOf = (entry: Entry): { person?: string } => {
  const person = volunteerOf(entry)
  return person === undefined ? {} : { person }
}
const minutesOf = (entry: Entry) => number(entry.publicBody.minutes) ?? 0
const basisOf = (entry: Entry) => text(entry.publicBody.basis) ?? 'unknown'

/** The number that time of a basis is counted in; none for one's own family. */
const recordedIn = (basis: string): string | undefined =>
  basis === 'own-family' ? undefined : (hoursBy[basis] ?? 'hours-recorded')
const isVolunteering = (basis: string) => recordedIn(basis) === 'hours-recorded'

const recorded: Reader = (entry) => {
  const basis = basisOf(entry)
  const indicator = recordedIn(basis)
  const counts: Count[] = indicator === undefined ? [] : [{ indicator, amount: minutesOf(entry), ...personOf(entry) }]
  return isVolunteering(basis) ? counts : [{ indicator: 'hours-recorded', amount: 0, excluded: basis }, ...counts]
}

const confirmed: Reader = (entry) => {
  const basis = basisOf(entry)
  return isVolunteering(basis)
    ? [{ indicator: 'hours-confirmed', amount: minutesOf(entry), member: entry.subjectId, ...personOf(entry) }]
    : [{ indicator: 'hours-confirmed', amount: 0, excluded: basis }]
}

// Hours in question are taken out of the confirmed ones until somebody has decided.
const disputed: Reader = (entry) => [
  { indicator: 'hours-confirmed', amount: 0, member: entry.subjectId, again: -minutesOf(entry), onlyAgain: true },
]

const decided: Reader = (entry) => {
  const indicator = recordedIn(basisOf(entry))
  const before = number(entry.publicBody.minutesBefore) ?? minutesOf(entry)
  const corrected: Count[] =
    indicator === undefined || before === minutesOf(entry) ? [] : [{ indicator, amount: minutesOf(entry) - before }]
  if (!isVolunteering(basisOf(entry))) return corrected
  return [
    ...corrected,
    { indicator: 'hours-confirmed', amount: minutesOf(entry), member: entry.subjectId, again: minutesOf(entry) },
  ]
}

// Told later on what ground they worked: taken from the one number, added to the other.
const basisTold: Reader = (entry) => {
  const [from, to] = [recordedIn(text(entry.body.before) ?? 'unknown'), recordedIn(basisOf(entry))]
  if (from === to) return []
  const counts: Count[] = []
  if (from !== undefined) counts.push({ indicator: from, amount: -minutesOf(entry) })
  if (to !== undefined) counts.push({ indicator: to, amount: minutesOf(entry), ...personOf(entry) })
  if (from === 'hours-recorded') {
    counts.push({
      indicator: 'hours-confirmed',
      amount: 0,
      member: entry.subjectId,
      again: -minutesOf(entry),
      onlyAgain: true,
    })
  }
  return counts
}

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
  'hours.recorded': recorded,
  'hours.confirmed': confirmed,
  'hours.disputed': disputed,
  'dispute.decided': decided,
  'hours.basis-stated': basisTold,
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
