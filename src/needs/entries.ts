import { z } from 'zod'
import { entryKind } from '../journal'
import { settlements } from '../places'
import { DEFINITION } from './need'

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/)
const id = z.uuid()
const count = z.int().min(0)

/** Someone asked for help. Counted by every number about needs; what they asked for is in the lines. */
export const needRaised = entryKind('need.raised', {
  subject: 'need',
  body: z.object({
    reference: z.string(),
    kind: code,
    urgency: code,
    locality: id.nullable(),
    lines: z.array(id),
    neededBy: z.string(),
    enteredBy: id.nullable(),
    consentHow: code.nullable(),
  }),
  public: [
    'region',
    'day',
    'definition',
    'need',
    'kind',
    'urgency',
    'severity',
    'count',
    'flags',
    'door',
    'incident',
    'drill',
  ],
})

/** A line was added: what, how much. Health-related items are one group. */
export const lineAdded = entryKind('line.added', {
  subject: 'line',
  body: z.object({
    need: id,
    kind: code,
    item: code.nullable(),
    competence: code.nullable(),
    unit: code,
    quantity: count,
  }),
  public: ['region', 'day', 'definition', 'need', 'line', 'kind', 'unit', 'quantity', 'drill'],
})

/** Part of a line moved from one state to another; the counters of a line are the sum of these. */
export const lineMoved = entryKind('line.moved', {
  subject: 'line',
  body: z.object({ need: id, from: code, to: code, quantity: count, cause: code, causeId: id.nullable() }),
  public: ['region', 'day', 'line', 'state', 'quantity', 'cause', 'drill'],
})

/** Danger to life was heard in the words or said; shown to a person at once. */
export const dangerAlarm = entryKind('need.danger-alarm', {
  subject: 'need',
  body: z.object({ danger: code }),
  public: ['region', 'day', 'need', 'drill'],
})

/** A person has taken the alarm up. */
export const dangerSeen = entryKind('need.danger-seen', {
  subject: 'need',
  body: z.object({ waitMinutes: count }),
  public: ['region', 'day', 'need', 'waitMinutes', 'drill'],
})

/** A named person found the need true. */
export const needVerified = entryKind('need.verified', {
  subject: 'need',
  body: z.object({ verification: id, method: code, again: z.boolean(), waitMinutes: count }),
  public: ['region', 'day', 'definition', 'need', 'confirmedBy', 'waitMinutes', 'drill'],
})

/** A named person refused the need, with a reason the person who asked is told. */
export const needRefused = entryKind('need.refused', {
  subject: 'need',
  body: z.object({ verification: id, reason: code }),
  public: ['region', 'day', 'need', 'cause', 'drill'],
})

/** Urgency or severity judged by a person at triage. */
export const needTriaged = entryKind('need.triaged', {
  subject: 'need',
  body: z.object({ urgency: code, severity: code }),
  public: ['region', 'day', 'need', 'urgency', 'severity', 'drill'],
})

/** Who changed it: its person, or another for them and how they agreed. */
const side = { by: code, consentHow: code.optional() }

/** Due time, place or contact corrected: which, never what. */
export const needCorrected = entryKind('need.corrected', {
  subject: 'need',
  body: z.object({ fields: z.array(code), ...side }),
  public: ['region', 'day', 'need', 'drill'],
})

/** Asked twice: a person found two needs to be one and made it more urgent. Neither is dropped. */
export const needEscalated = entryKind('need.escalated', {
  subject: 'need',
  body: z.object({ link: id, other: id, urgency: code }),
  public: ['region', 'day', 'need', 'urgency', 'drill'],
})

/** Two needs look alike: a proposal. */
export const linkProposed = entryKind('need.link-proposed', {
  subject: 'need',
  body: z.object({ link: id, other: id, why: z.array(code) }),
  public: [],
})

/** A person decided whether two needs are one. */
export const linkDecided = entryKind('need.link-decided', {
  subject: 'need',
  body: z.object({ link: id, other: id, same: z.boolean() }),
  public: [],
})

/** Another service was asked to take it, with a day to look again. */
export const needReferred = entryKind('need.referred', {
  subject: 'need',
  body: z.object({ referral: id, followUpAt: z.string() }),
  public: ['region', 'day', 'need', 'drill'],
})

/** The day to look again has come. */
export const referralDue = entryKind('need.referral-due', {
  subject: 'need',
  body: z.object({ referral: id }),
  public: [],
})

/** What became of a referral. */
export const referralClosed = entryKind('need.referral-closed', {
  subject: 'need',
  body: z.object({ referral: id, outcome: code }),
  public: ['region', 'day', 'need', 'outcome', 'drill'],
})

const claimBody = z.object({ line: id, need: id, quantity: count })
const claimPublic = ['region', 'day', 'line', 'claim', 'organization', 'quantity', 'drill'] as const

/** An organization took a line or part of it until a deadline. */
export const lineClaimed = entryKind('line.claimed', {
  subject: 'claim',
  body: z.object({ ...claimBody.shape, until: z.string() }),
  public: claimPublic,
})
/** The organization gave it back. */
export const claimReleased = entryKind('line.claim-released', {
  subject: 'claim',
  body: claimBody,
  public: claimPublic,
})
/** The deadline passed. */
export const claimLapsed = entryKind('line.claim-lapsed', { subject: 'claim', body: claimBody, public: claimPublic })
/** Less is open than was claimed, because less is needed; the claim shrank to what remains (0: it ended). */
export const claimTrimmed = entryKind('line.claim-trimmed', { subject: 'claim', body: claimBody, public: claimPublic })
/** Nobody has worked on it: its organization is asked whether it still does. */
export const claimAsked = entryKind('line.claim-asked', { subject: 'claim', body: claimBody, public: [] })
/** The organization says that it still works on it. */
export const claimKept = entryKind('line.claim-kept', {
  subject: 'claim',
  body: claimBody,
  public: ['region', 'day', 'drill'],
})
/** What was claimed was given. */
export const claimDone = entryKind('line.claim-done', { subject: 'claim', body: claimBody, public: claimPublic })

const waited = z.object({ waitMinutes: count })
const waitedPublic = ['region', 'day', 'definition', 'need', 'waitMinutes', 'drill'] as const

/** The first person said yes to coming. */
export const needFirstYes = entryKind('need.first-yes', { subject: 'need', body: waited, public: waitedPublic })
/**
 * Those who came say it is done. Not yet a result: that takes the receipt. `door` is the one the request came by; whether they live in a
 * town or a village stays inside, and is told in sums alone.
 */
export const needHelped = entryKind('need.helped', {
  subject: 'need',
  body: waited.extend({ settlement: z.enum(settlements) }),
  public: [...waitedPublic, 'door'],
})

const visitBody = z.object({ visit: id, arrivesAt: z.string(), people: count })
/** The person helped is told who comes and when. */
export const peopleComing = entryKind('need.people-coming', {
  subject: 'need',
  body: visitBody,
  public: ['region', 'day', 'need', 'organization', 'drill'],
})
/** The person helped is told of a later time. */
export const visitDelayed = entryKind('need.delayed', {
  subject: 'need',
  body: z.object({ ...visitBody.shape, lateMinutes: count }),
  public: ['region', 'day', 'need', 'minutes', 'drill'],
})
/** The person helped is told that those people do not come. */
export const visitCancelled = entryKind('need.visit-cancelled', {
  subject: 'need',
  body: z.object({ visit: id }),
  public: ['region', 'day', 'need', 'drill'],
})
/** They have set out. */
export const peopleOnTheWay = entryKind('need.on-the-way', {
  subject: 'need',
  body: z.object({ visit: id }),
  public: ['region', 'day', 'need', 'drill'],
})

/** The due time came and nobody could: the person was told so. */
export const unmetTold = entryKind('need.unmet-told', {
  subject: 'need',
  body: z.object({ dueAt: z.string() }),
  public: ['region', 'day', 'definition', 'need', 'drill'],
})

/** What the person helped says. */
export const needReceipt = entryKind('need.receipt', {
  subject: 'need',
  body: z.object({
    result: code,
    reason: code.nullable(),
    consentHow: code.nullable(),
    /** The companion whose word an operator wrote down. */
    companion: z.uuid().optional(),
    byLines: z.boolean(),
  }),
  public: ['region', 'day', 'definition', 'need', 'result', 'cause', 'confirmedBy', 'waitMinutes', 'door', 'drill'],
})

/** Withdrawn by who asked. */
export const needCancelled = entryKind('need.cancelled', {
  subject: 'need',
  body: z.object(side),
  public: ['region', 'day', 'need', 'drill'],
})

/** Closed without a receipt: nobody could, or nobody answered. */
export const needClosed = entryKind('need.closed', {
  subject: 'need',
  body: z.object({ state: code, reason: code }),
  public: ['region', 'day', 'definition', 'need', 'state', 'cause', 'drill'],
})

/** Open again, because it was not what was needed or was closed in error. */
export const needReopened = entryKind('need.reopened', {
  subject: 'need',
  body: z.object({ from: code }),
  public: ['region', 'day', 'definition', 'need', 'state', 'drill'],
})

/** The secret link (and its code) was replaced. */
export const linkRotated = entryKind('need.link-rotated', {
  subject: 'need',
  body: z.object(side),
  public: [],
})

/** Someone involved said what would have made it unnecessary. Which cause stays inside: one region's single saying is a small cell. */
export const causeSaid = entryKind('need.cause-said', {
  subject: 'need',
  body: z.object({ cause: code, by: code }),
  public: ['region', 'day', 'definition', 'drill'],
})

/** The authority answered a cause. */
export const causeAnswered = entryKind('cause.answered', {
  subject: 'cause-answer',
  body: z.object({ cause: code, district: id.nullable() }),
  public: ['region', 'day', 'cause'],
})

/** Contact, exact place, vulnerability and words were destroyed. */
export const needDestroyed = entryKind('need.destroyed', {
  subject: 'need',
  body: z.object({ rule: code, afterDays: count }),
  public: ['region', 'day', 'need', 'drill'],
})

/** An incident (flood, fire, blizzard) or its drill began or ended. */
export const incidentStarted = entryKind('incident.started', {
  subject: 'incident',
  body: z.object({ hazard: code }),
  public: ['region', 'day', 'incident', 'kind', 'drill'],
})
export const incidentClosed = entryKind('incident.closed', {
  subject: 'incident',
  body: z.object({ hazard: code }),
  public: ['region', 'day', 'incident', 'kind', 'drill'],
})

/** Facts of a need that every public part of its entries carries: region, day in the place's own time, drill. */
export const publicOf = (
  need: { readonly region_id: string; readonly zone: string; readonly drill: boolean },
  now: Temporal.Instant,
) => ({ region: need.region_id, day: now.toZonedDateTimeISO(need.zone).toPlainDate().toString(), drill: need.drill })

/** The same with the version of the definitions and the need itself. */
export const publicOfNeed = (
  need: { readonly id: string; readonly region_id: string; readonly zone: string; readonly drill: boolean },
  now: Temporal.Instant,
) => ({ ...publicOf(need, now), need: need.id })

/** With the version of the definitions, for entries that numbers count. */
export const defined = { definition: DEFINITION }
