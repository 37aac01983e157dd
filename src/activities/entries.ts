import { z } from 'zod'
import { entryKind } from '../journal'

const id = z.uuid()
const optionalId = z.uuid().nullable()
const code = z.string().max(40)
const at = z.iso.datetime()

// Activities are public by law with place and time, unless they serve one person (public-grain.ts); what one person does in them is public by
// region and day alone.
const personal = ['region', 'day', 'kind'] as const
const activityOnly = { activityId: id }

export const activityCreated = entryKind('activity.created', {
  subject: 'activity',
  body: z.object({ ...activityOnly, claimId: optionalId, copyOf: optionalId, seriesId: optionalId }),
  public: ['region', 'day', 'activity', 'organization', 'kind', 'definition'],
})

export const activityPublished = entryKind('activity.published', {
  subject: 'activity',
  body: z.object({ ...activityOnly, needId: optionalId, coordinatorId: id }),
  public: [
    'region',
    'activity',
    'organization',
    'need',
    'incident',
    'kind',
    'day',
    'startsAt',
    'endsAt',
    'locality',
    'remote',
    'seats',
    'tier',
    'flags',
    'quantity',
    'unit',
    'confirmedBy',
    'waitMinutes',
    'definition',
  ],
})

export const activitySentToReview = entryKind('activity.sent-to-review', {
  subject: 'activity',
  body: z.object({ ...activityOnly, tier: z.int() }),
  public: ['region', 'activity', 'organization', 'kind', 'tier', 'flags'],
})

export const activityReturned = entryKind('activity.returned', {
  subject: 'activity',
  body: z.object({ ...activityOnly, reviewerId: id }),
  public: ['region', 'activity', 'organization', 'outcome'],
})

export const activityEdited = entryKind('activity.edited', {
  subject: 'activity',
  body: z.object({ ...activityOnly, briefingVersion: z.int() }),
  public: ['region', 'activity', 'version'],
})

export const activityClosed = entryKind('activity.closed', {
  subject: 'activity',
  body: z.object(activityOnly),
  public: ['region', 'activity', 'organization', 'kind'],
})

export const activityDone = entryKind('activity.done', {
  subject: 'activity',
  body: z.object({ ...activityOnly, needId: optionalId, came: z.int(), noShows: z.int(), unknown: z.int() }),
  public: ['region', 'activity', 'organization', 'kind', 'day', 'startsAt', 'endsAt'],
})

export const activityCancelled = entryKind('activity.cancelled', {
  subject: 'activity',
  body: z.object({ ...activityOnly, needId: optionalId, freed: z.int() }),
  public: ['region', 'activity', 'organization', 'kind', 'day', 'startsAt', 'cause'],
})

/** Place and briefing of work for one person went with what was personal in their request. */
export const placeForgotten = entryKind('activity.place-forgotten', {
  subject: 'activity',
  body: z.object(activityOnly),
  public: [],
})

export const gateOpened = entryKind('gate.opened', {
  subject: 'activity',
  body: z.object(activityOnly),
  public: ['region', 'activity'],
})

/** How many came, as whoever leads the work counted: the number itself is for them alone. */
export const peopleCounted = entryKind('activity.people-counted', {
  subject: 'activity',
  body: z.object({ ...activityOnly, countId: id, people: z.int(), counterId: id }),
  public: [...personal, 'door'],
})

export const postAdded = entryKind('post.added', {
  subject: 'post',
  body: z.object({ ...activityOnly, postId: id }),
  public: ['region', 'activity', 'post', 'seats', 'day', 'startsAt', 'endsAt'],
})

export const postSeatsChanged = entryKind('post.seats-changed', {
  subject: 'post',
  body: z.object({ ...activityOnly, postId: id, seatsBefore: z.int() }),
  public: ['region', 'activity', 'post', 'seats'],
})

/** Time or place changed: whoever was assigned is asked anew. */
export const postChanged = entryKind('post.changed', {
  subject: 'post',
  body: z.object({ ...activityOnly, postId: id, termsVersion: z.int(), ended: z.int(), placeChanged: z.boolean() }),
  public: ['region', 'activity', 'post', 'day', 'startsAt', 'endsAt', 'version'],
})

const about = { ...activityOnly, postId: id, volunteerId: id }

export const answerGiven = entryKind('answer.given', {
  subject: 'answer',
  body: z.object({
    ...about,
    answerId: id,
    answer: z.enum(['yes', 'no', 'yes-from', 'words']),
    yesFrom: at.nullable(),
    conveyed: z.boolean(),
    /** The person themselves said that they make the way in time, against the estimate. */
    travelAccepted: z.boolean(),
    authorId: id,
    consentId: optionalId,
    askId: optionalId,
    groupId: optionalId,
    termsVersion: z.int(),
    /** What became of a yes: a seat, or none was left. */
    outcome: z.enum(['seated', 'full', 'kept']),
  }),
  public: [...personal, 'outcome', 'door'],
})

export const answerUndone = entryKind('answer.undone', {
  subject: 'answer',
  body: z.object({ ...about, answerId: id, assignmentId: optionalId }),
  public: personal,
})

const seat = { ...about, assignmentId: id }

export const assignmentMade = entryKind('assignment.made', {
  subject: 'assignment',
  body: z.object({ ...seat, answerId: id, needId: optionalId, startsAt: at, endsAt: at, standInFor: optionalId }),
  public: personal,
})

// A freed seat carries no cause in public: stopping needs no reason.
export const assignmentGivenBack = entryKind('assignment.given-back', {
  subject: 'assignment',
  body: z.object(seat),
  public: personal,
})
export const assignmentHandedOver = entryKind('assignment.handed-over', {
  subject: 'assignment',
  body: z.object({ ...seat, toVolunteerId: id }),
  public: personal,
})
export const assignmentEndedByChange = entryKind('assignment.ended-by-change', {
  subject: 'assignment',
  body: z.object({ ...seat, termsVersion: z.int() }),
  public: personal,
})
export const assignmentEndedByCancel = entryKind('assignment.ended-by-cancel', {
  subject: 'assignment',
  body: z.object(seat),
  public: personal,
})
export const assignmentEndedByOrganizer = entryKind('assignment.ended-by-organizer', {
  subject: 'assignment',
  body: z.object(seat),
  public: personal,
})
export const assignmentNoShow = entryKind('assignment.no-show', {
  subject: 'assignment',
  body: z.object({ ...seat, witnessId: id }),
  public: personal,
})
export const assignmentAtRisk = entryKind('assignment.at-risk', {
  subject: 'assignment',
  body: z.object({ ...seat, why: code, credentialId: optionalId }),
  public: personal,
})

export const waitingJoined = entryKind('waiting.joined', {
  subject: 'post',
  body: z.object({ ...about, ahead: z.int() }),
  public: personal,
})
export const waitingOffered = entryKind('waiting.offered', {
  subject: 'post',
  body: z.object({ ...about, until: at }),
  public: personal,
})
/** A seat that was offered, or held for the group this person made, is held no more. */
export const waitingLapsed = entryKind('waiting.lapsed', {
  subject: 'post',
  body: z.object({ ...about, groupId: optionalId }),
  public: personal,
})
export const waitingLeft = entryKind('waiting.left', {
  subject: 'post',
  body: z.object(about),
  public: personal,
})

const between = z.object({
  swapId: id,
  swapKind: z.enum(['stand-in', 'swap']),
  activityId: id,
  fromVolunteerId: id,
  toVolunteerId: optionalId,
})
export const swapOffered = entryKind('swap.offered', { subject: 'swap', body: between, public: personal })
/** Both said yes; whoever runs the work is asked. */
export const swapTaken = entryKind('swap.taken', { subject: 'swap', body: between, public: personal })
/** Seats changed hands; whoever runs the work agreed to this one, or beforehand to any of the post. */
export const swapDone = entryKind('swap.done', {
  subject: 'swap',
  body: between.extend({ agreedBy: id, beforehand: z.boolean() }),
  public: personal,
})
export const exchangesAgreed = entryKind('post.exchanges-agreed', {
  subject: 'post',
  body: z.object({ ...activityOnly, postId: id, personId: id, agrees: z.boolean() }),
  public: ['region', 'activity', 'post'],
})
export const swapEnded = entryKind('swap.ended', {
  subject: 'swap',
  body: between.extend({ how: z.enum(['declined', 'refused', 'withdrawn', 'lapsed']) }),
  public: personal,
})

export const groupMade = entryKind('group.made', {
  subject: 'group',
  body: z.object({ ...activityOnly, postId: id, groupId: id, held: z.int(), until: at }),
  public: personal,
})
/** Whoever made the group lets go of the seats nobody of it has taken. */
export const groupReleased = entryKind('group.released', {
  subject: 'group',
  body: z.object({ ...activityOnly, postId: id, groupId: id, released: z.int() }),
  public: personal,
})

const presence = { ...about, attendanceId: id, assignmentId: optionalId }

export const attendanceCheckedIn = entryKind('attendance.checked-in', {
  subject: 'attendance',
  body: z.object({
    ...presence,
    how: code,
    extra: z.boolean(),
    near: z.boolean().nullable(),
    needId: optionalId,
    at,
  }),
  // The door by which they said yes; `gate` where nobody had asked them.
  public: [...personal, 'door'],
})
/** The time of an arrival was replaced by somebody who saw what was recorded and what was said with no network. */
export const arrivalCorrected = entryKind('attendance.arrival-corrected', {
  subject: 'attendance',
  body: z.object({ ...presence, at, before: at }),
  public: personal,
})
/** The person is no longer there; `minutes` between in and out. Hours are read off this entry. */
export const attendanceCheckedOut = entryKind('attendance.checked-out', {
  subject: 'attendance',
  body: z.object({ ...presence, how: code, at, minutes: z.int().min(0), flags: z.array(code) }),
  public: personal,
})
export const attendanceOverdueAsked = entryKind('attendance.overdue-asked', {
  subject: 'attendance',
  body: z.object({ ...presence, dueAt: at }),
  public: personal,
})
export const attendanceOverdueRaised = entryKind('attendance.overdue-raised', {
  subject: 'attendance',
  body: z.object({ ...presence, dueAt: at, coordinatorId: id, step: z.int() }),
  public: personal,
})
/** Somebody rang about a person who has not checked out. */
export const overdueCalled = entryKind('attendance.overdue-called', {
  subject: 'attendance',
  body: z.object({
    ...presence,
    callId: id,
    whom: z.enum(['person', 'emergency-contact']),
    outcome: z.enum(['safe', 'no-answer', 'needs-help']),
    callerId: id,
    coordinatorId: id,
  }),
  public: personal,
})

export const helperRegistered = entryKind('helper.registered', {
  subject: 'person',
  body: z.object({ ...activityOnly, volunteerId: id }),
  public: ['region', 'day', 'ageBand'],
})
export const helperClaimed = entryKind('helper.claimed', {
  subject: 'person',
  body: z.object({ helperId: id, volunteerId: id }),
  public: ['region', 'day'],
})
