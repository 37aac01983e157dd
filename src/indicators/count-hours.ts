import type { Entry } from '../journal'
import type { Count } from './count'

/** What one contribution is at one moment; null before it is recorded. */
type Hours = { readonly basis: string; readonly minutes: number; readonly state: string } | null

// Time that is not volunteer work is a number of its own, never added in; time for one's own family is no number.
const apart: Record<string, string | null> = {
  'paid-time': 'hours-paid-time',
  compulsory: 'hours-compulsory',
  'own-family': null,
}

const text = (value: unknown, absent: string): string => (typeof value === 'string' ? value : absent)
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** Minutes by the numbers they stand in: volunteer time once as recorded, and again while it is confirmed. */
function standsIn(hours: Hours): ReadonlyMap<string, number> {
  if (hours === null) return new Map()
  const other = apart[hours.basis]
  if (other === null) return new Map()
  if (other !== undefined) return new Map([[other, hours.minutes]])
  const recorded = ['hours-recorded', hours.minutes] as const
  return new Map(hours.state === 'confirmed' ? [recorded, ['hours-confirmed', hours.minutes]] : [recorded])
}

/** What each number gains or loses: earlier entries stand, a correction is a count of its own. */
function changes(entry: Entry, before: Hours, after: Hours): Count[] {
  const [was, is] = [standsIn(before), standsIn(after)]
  const person = text(entry.body.volunteerId, '')
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((indicator): Count[] => {
    const amount = (is.get(indicator) ?? 0) - (was.get(indicator) ?? 0)
    const joins = is.has(indicator) && !was.has(indicator)
    if (amount === 0 && !joins) return []
    return [{ indicator, amount, ...(joins && person !== '' ? { person } : {}) }]
  })
}

const leftOut = (indicator: string, hours: Hours): Count[] =>
  hours === null || apart[hours.basis] === undefined ? [] : [{ indicator, amount: 0, excluded: hours.basis }]

const said = ({ publicBody }: Entry, state: string) => ({
  basis: text(publicBody.basis, 'unknown'),
  minutes: number(publicBody.minutes),
  state,
})

/** What each kind of entry about hours means to the numbers; amounts follow from its public part alone. */
export const hoursReaders: Readonly<Record<string, (entry: Entry) => readonly Count[]>> = {
  'hours.recorded': (entry) => {
    const hours = said(entry, 'recorded')
    return [...leftOut('hours-recorded', hours), ...changes(entry, null, hours)]
  },
  'hours.confirmed': (entry) => {
    const hours = said(entry, 'confirmed')
    return [...leftOut('hours-confirmed', hours), ...changes(entry, said(entry, 'recorded'), hours)]
  },
  'hours.unconfirmed': (entry) => changes(entry, said(entry, 'confirmed'), said(entry, 'recorded')),
  'hours.disputed': (entry) => changes(entry, said(entry, text(entry.publicBody.state, '')), said(entry, 'disputed')),
  'dispute.decided': (entry) => {
    const before = { ...said(entry, 'disputed'), minutes: number(entry.publicBody.minutesBefore) }
    return changes(entry, before, said(entry, 'confirmed'))
  },
  'hours.basis-stated': (entry) => {
    const hours = said(entry, text(entry.publicBody.state, ''))
    return changes(entry, { ...hours, basis: text(entry.publicBody.basisBefore, 'unknown') }, hours)
  },
}
