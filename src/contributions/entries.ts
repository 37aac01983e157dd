import { z } from 'zod'
import { entryKind } from '../journal'

const id = z.uuid()
const hours = z.object({
  contributionId: id,
  attendanceId: id,
  activityId: id,
  volunteerId: id,
  minutes: z.int().min(0),
})
const counted = ['region', 'day', 'kind', 'form', 'basis', 'skilled', 'minutes', 'definition'] as const

/** Hours read off an attendance; unconfirmed until a second person says so. */
export const hoursRecorded = entryKind('hours.recorded', {
  subject: 'contribution',
  body: hours,
  public: [...counted, 'door'],
})
export const hoursConfirmed = entryKind('hours.confirmed', {
  subject: 'contribution',
  body: hours.extend({ confirmedBy: id.nullable() }),
  public: [...counted, 'confirmedBy'],
})
/** Who confirmed them has claimed them as their own: they wait for somebody else. */
export const hoursUnconfirmed = entryKind('hours.unconfirmed', {
  subject: 'contribution',
  body: hours,
  public: counted,
})
/** `state` is what the hours were until now; while disputed they do not count as confirmed. */
export const hoursDisputed = entryKind('hours.disputed', {
  subject: 'contribution',
  body: hours.extend({ disputeId: id, claimedMinutes: z.int().min(0), raisedBy: id }),
  public: [...counted, 'state'],
})
export const disputeDecided = entryKind('dispute.decided', {
  subject: 'contribution',
  body: hours.extend({ disputeId: id, minutesBefore: z.int().min(0), decidedBy: id }),
  public: [...counted, 'minutesBefore', 'outcome'],
})
/** The person says on what ground they worked; earlier totals are corrected by this entry, never rewritten. */
export const basisStated = entryKind('hours.basis-stated', {
  subject: 'contribution',
  body: hours,
  public: [...counted, 'state', 'basisBefore'],
})
/** A one-day helper's hours now belong to an account; where a total changes, that is an entry of its own. */
export const hoursMoved = entryKind('hours.moved', {
  subject: 'person',
  body: z.object({ fromVolunteerId: id, toVolunteerId: id, count: z.int() }),
  public: ['region', 'day'],
})

const result = z.object({ activityId: id, needId: id.nullable(), quantity: z.int().min(0) })
const stated = ['region', 'activity', 'organization', 'kind', 'quantity', 'unit', 'definition'] as const

/** What the organizer says came of it: shown as unconfirmed. */
export const resultReported = entryKind('result.reported', {
  subject: 'activity',
  body: result.extend({ reportedBy: id }),
  public: stated,
})
export const resultConfirmed = entryKind('result.confirmed', {
  subject: 'activity',
  body: result.extend({ confirmedBy: id.nullable() }),
  public: [...stated, 'confirmedBy'],
})
export const resultDenied = entryKind('result.denied', {
  subject: 'activity',
  body: result.extend({ deniedBy: id.nullable() }),
  public: [...stated, 'confirmedBy'],
})
/** The link on which the result is confirmed went out to whoever confirms: by e-mail or telephone, or through an operator's hands. */
export const resultLinkPassed = entryKind('result.link-passed', {
  subject: 'activity',
  body: z.object({ activityId: id, passedBy: id.nullable() }),
  public: ['region', 'activity', 'organization', 'door'],
})
