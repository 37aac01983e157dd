import type { Entry } from '../../journal'
import type { Db } from '../../platform'
import { coordinatorOf, crewOf, holdersInOrganization, holdersInRegion } from '../recipients'
import { maybeTextOf, type NoticeValues, type Pace, type Rules, type Told, textOf } from '../told'

/** A notice about an activity to one person. */
function about(
  entry: Entry,
  personId: string,
  kind: string,
  pace: Pace,
  values: NoticeValues = {},
  path?: string,
): Told {
  const activityId = textOf(entry, 'activityId')
  return {
    to: { personId },
    kind,
    subject: { kind: entry.subjectKind, id: entry.subjectId },
    path: path ?? `/activities/${activityId}`,
    pace,
    values: { activityId, ...values },
  }
}

const toVolunteer =
  (kind: string, pace: Pace, more: (entry: Entry) => NoticeValues = () => ({}), path?: string) =>
  (entry: Entry): Told[] => [about(entry, textOf(entry, 'volunteerId'), kind, pace, more(entry), path)]

const toRing = (entry: Entry, personId: string, kind: string): Told => ({
  ...about(entry, personId, kind, 'now', {}, `/overdue/${entry.subjectId}`),
  duty: true,
})

// Once, while the coordinator begins to ring: repeated, it would frighten more than help.
const toEmergencyContact = (entry: Entry): Told => {
  const activityId = textOf(entry, 'activityId')
  return {
    ...about(entry, '', 'emergency-not-checked-out', 'now', { volunteerId: textOf(entry, 'volunteerId') }, ''),
    to: { emergencyOf: activityId },
  }
}

const toOfficers = async (entry: Entry, db: Db, kind: string): Promise<Told[]> =>
  (await holdersInRegion(db, ['safety-officer'], entry.regionId)).map((personId) => toRing(entry, personId, kind))

/** Those who drive or help on a round; one that is over has no page any more, but its activity has. */
async function toCrew(entry: Entry, db: Db, kind: string): Promise<Told[]> {
  const crew = await crewOf(db, entry.subjectId)
  return crew.map(({ personId, runs }) =>
    about(entry, personId, kind, 'now', {}, runs ? `/me/rounds/${entry.subjectId}` : undefined),
  )
}

// What whoever drives reported at a door is no news to them.
const reportedAtDoor = ['refused', 'absent']

async function toCoordinator(entry: Entry, db: Db, kind: string): Promise<Told[]> {
  const coordinatorId = await coordinatorOf(db, textOf(entry, 'activityId'))
  return coordinatorId === undefined ? [] : [about(entry, coordinatorId, kind, 'later')]
}

/** Asks, seats, changes and presence: what volunteers and coordinators are told. */
export const workRules: Rules = {
  'ask.sent': (entry) => [
    about(
      entry,
      textOf(entry, 'volunteerId'),
      'asked',
      'now',
      { askId: textOf(entry, 'askId'), until: textOf(entry, 'answerBy') },
      `/asks/${textOf(entry, 'askId')}`,
    ),
  ],
  'ask.withdrawn': toVolunteer('ask-withdrawn', 'later'),
  'answer.given': (entry) =>
    entry.body.conveyed === true
      ? [
          about(
            entry,
            textOf(entry, 'volunteerId'),
            'answered-for-you',
            'soon',
            { code: textOf(entry, 'answer'), answerId: entry.subjectId },
            maybeTextOf(entry, 'askId') === undefined ? undefined : `/asks/${textOf(entry, 'askId')}`,
          ),
        ]
      : [],
  'assignment.made': toVolunteer('seated', 'later', (entry) => ({ assignmentId: textOf(entry, 'assignmentId') })),
  'assignment.ended-by-change': toVolunteer('changed-asked-anew', 'soon'),
  'assignment.ended-by-cancel': toVolunteer('cancelled', 'soon'),
  'assignment.ended-by-organizer': toVolunteer('ended-by-organizer', 'soon'),
  'assignment.no-show': toVolunteer('no-show', 'later'),
  'assignment.at-risk': async (entry, db) => {
    // What holds again worries nobody.
    if (entry.body.why === 'cleared') return []
    const coordinatorId = await coordinatorOf(db, textOf(entry, 'activityId'))
    return [
      about(entry, textOf(entry, 'volunteerId'), 'seat-at-risk', 'soon', { code: textOf(entry, 'why') }),
      ...(coordinatorId === undefined ? [] : [about(entry, coordinatorId, 'seat-at-risk-coordinator', 'soon')]),
    ]
  },
  'assignment.given-back': async (entry, db) => {
    const coordinatorId = await coordinatorOf(db, textOf(entry, 'activityId'))
    return coordinatorId === undefined ? [] : [about(entry, coordinatorId, 'seat-freed', 'soon')]
  },
  'waiting.offered': toVolunteer('seat-offered', 'now', (entry) => ({
    postId: textOf(entry, 'postId'),
    until: textOf(entry, 'until'),
  })),
  'waiting.lapsed': toVolunteer('offer-lapsed', 'later'),
  'swap.offered': (entry) => {
    const to = maybeTextOf(entry, 'toVolunteerId')
    return to === undefined ? [] : [about(entry, to, `${textOf(entry, 'swapKind')}-offered`, 'soon')]
  },
  'swap.taken': async (entry, db) => {
    const coordinatorId = await coordinatorOf(db, textOf(entry, 'activityId'))
    const path = `/activities/${textOf(entry, 'activityId')}/manage`
    return coordinatorId === undefined ? [] : [about(entry, coordinatorId, 'exchange-to-decide', 'soon', {}, path)]
  },
  'swap.done': async (entry, db) => [
    about(entry, textOf(entry, 'fromVolunteerId'), 'swap-done', 'soon'),
    ...(entry.body.beforehand === true ? await toCoordinator(entry, db, 'exchange-done') : []),
  ],
  'swap.ended': (entry) => {
    if (entry.body.how === 'withdrawn') return []
    const taker = maybeTextOf(entry, 'toVolunteerId')
    return [
      about(entry, textOf(entry, 'fromVolunteerId'), 'swap-not-done', 'soon'),
      ...(entry.body.how === 'refused' && taker !== undefined ? [about(entry, taker, 'exchange-refused', 'soon')] : []),
    ]
  },
  'activity.sent-to-review': async (entry, db) =>
    (await holdersInRegion(db, ['authority'], entry.regionId)).map((personId) =>
      about(entry, personId, 'review-wanted', 'later', {}, '/authority'),
    ),
  'activity.returned': async (entry, db) => {
    const coordinatorId = await coordinatorOf(db, textOf(entry, 'activityId'))
    return coordinatorId === undefined ? [] : [about(entry, coordinatorId, 'activity-returned', 'soon')]
  },
  'attendance.overdue-asked': (entry) => [about(entry, textOf(entry, 'volunteerId'), 'are-you-safe', 'now', {}, '/me')],
  'attendance.overdue-raised': async (entry, db) => [
    toRing(entry, textOf(entry, 'coordinatorId'), 'not-checked-out'),
    ...(Number(entry.body.step) > 2
      ? await toOfficers(entry, db, 'not-checked-out-officer')
      : [toEmergencyContact(entry)]),
  ],
  'attendance.overdue-called': async (entry, db) =>
    entry.body.outcome === 'needs-help'
      ? [
          toRing(entry, textOf(entry, 'coordinatorId'), 'overdue-needs-help'),
          ...(await toOfficers(entry, db, 'overdue-needs-help')),
        ]
      : [],
  'call-out.ended': async (entry, db) => {
    if (entry.body.state === 'stopped') return []
    const coordinatorId = await coordinatorOf(db, textOf(entry, 'activityId'))
    const kind = entry.body.state === 'filled' ? 'call-out-filled' : 'call-out-exhausted'
    return coordinatorId === undefined ? [] : [about(entry, coordinatorId, kind, 'soon')]
  },
  'round.changed': (entry, db) =>
    reportedAtDoor.includes(textOf(entry, 'cause')) ? [] : toCrew(entry, db, 'round-changed'),
  'round.cancelled': (entry, db) => toCrew(entry, db, 'round-cancelled'),
  'hours.confirmed': toVolunteer('hours-confirmed', 'later', () => ({}), '/me/record'),
  'hours.disputed': async (entry, db) =>
    entry.organizationId === null
      ? []
      : (await holdersInOrganization(db, ['coordinator', 'organization-admin'], entry.organizationId))
          .filter((personId) => personId !== entry.body.volunteerId)
          .map((personId) => about(entry, personId, 'hours-disputed', 'later')),
  'dispute.decided': toVolunteer('dispute-decided', 'soon', () => ({}), '/me/record'),
  'result.confirmed': async (entry, db) => toCoordinator(entry, db, 'result-confirmed'),
  'result.denied': async (entry, db) => toCoordinator(entry, db, 'result-denied'),
  'volunteer.idle': (entry) => {
    const activityId = maybeTextOf(entry, 'activity')
    return [
      {
        to: { personId: entry.subjectId },
        kind: activityId === undefined ? 'idle-widen' : 'idle-activity',
        subject: { kind: 'volunteer', id: entry.subjectId },
        path: activityId === undefined ? '/me/availability' : `/activities/${activityId}`,
        pace: 'later',
        ...(activityId === undefined ? {} : { values: { activityId } }),
      },
    ]
  },
}
