import type { Entry } from '../../journal'
import { holdersInOrganization, holdersInRegion } from '../recipients'
import { type NoticeValues, type Pace, type Rules, type Told, textOf } from '../told'

/** To the person helped, in the way they said is safe. */
const helped =
  (kind: string, pace: Pace, more: (entry: Entry) => NoticeValues = () => ({})) =>
  (entry: Entry): Told[] => [
    {
      to: { needId: entry.subjectId },
      kind: `helped-${kind}`,
      subject: { kind: 'need', id: entry.subjectId },
      path: '',
      pace,
      values: { needId: entry.subjectId, ...more(entry) },
    },
  ]

/** What a companion said for them they hear of themselves, and can say otherwise. */
const saidForThem = helped('receipt-for-you', 'soon')

const visit = (entry: Entry): NoticeValues => ({ visitId: textOf(entry, 'visit') })

const toStaff = (entry: Entry, personIds: readonly string[], kind: string, pace: Pace, needId: string, duty = false) =>
  personIds.map(
    (personId): Told => ({
      to: { personId },
      kind,
      subject: { kind: 'need', id: needId },
      path: `/needs/${needId}`,
      pace,
      duty,
      values: { needId, ...(entry.organizationId === null ? {} : { organizationId: entry.organizationId }) },
    }),
  )

/** Requests for help: what the person helped, operators and organizations are told. */
export const needRules: Rules = {
  // Who asked on the page has number and link before them; for whom somebody else asked, not.
  'need.raised': (entry) =>
    entry.body.enteredBy === null && entry.actorKind !== 'key' ? [] : helped('asked', 'soon')(entry),
  'need.verified': (entry) => (entry.body.again === true ? [] : helped('verified', 'later')(entry)),
  'need.refused': helped('refused', 'soon'),
  'need.referred': helped('referred', 'soon'),
  'need.first-yes': helped('found', 'later'),
  'need.people-coming': helped('coming', 'now', visit),
  'need.on-the-way': helped('on-the-way', 'now', visit),
  'need.delayed': helped('delayed', 'now', visit),
  'need.visit-cancelled': helped('not-coming', 'now', visit),
  'need.unmet-told': helped('unmet', 'now'),
  'need.helped': helped('receipt-asked', 'soon'),
  'need.reopened': helped('reopened', 'soon'),
  'receipt.said': (entry) => (entry.body.by === 'companion' ? saidForThem(entry) : []),
  'need.closed': helped('closed', 'later'),
  'need.danger-alarm': async (entry, db) =>
    toStaff(
      entry,
      await holdersInRegion(db, ['operator', 'authority'], entry.regionId),
      'danger',
      'now',
      entry.subjectId,
      true,
    ),
  'message.danger': async (entry, db) =>
    (await holdersInRegion(db, ['operator', 'authority'], entry.regionId)).map(
      (personId): Told => ({
        to: { personId },
        kind: 'message-danger',
        subject: { kind: 'message', id: entry.subjectId },
        path: '/line',
        pace: 'now',
        duty: true,
      }),
    ),
  'need.referral-due': async (entry, db) =>
    toStaff(entry, await holdersInRegion(db, ['operator'], entry.regionId), 'referral-due', 'later', entry.subjectId),
  'line.claim-lapsed': async (entry, db) =>
    entry.organizationId === null
      ? []
      : toStaff(
          entry,
          await holdersInOrganization(db, ['coordinator', 'organization-admin'], entry.organizationId),
          'claim-lapsed',
          'soon',
          textOf(entry, 'need'),
        ),
  'line.claim-asked': async (entry, db) =>
    entry.organizationId === null
      ? []
      : toStaff(
          entry,
          await holdersInOrganization(db, ['coordinator', 'organization-admin'], entry.organizationId),
          'claim-asked',
          'soon',
          textOf(entry, 'need'),
        ),
  'need.receipt': async (entry, db) => {
    // A no to single deliveries reaches those who delivered in sums alone.
    if (entry.body.byLines === true && entry.body.result !== 'yes') return []
    const organizations = await db
      .selectFrom('need_visits')
      .select('organization_id')
      .distinct()
      .where('need_id', '=', entry.subjectId)
      .where('state', '<>', 'cancelled')
      .limit(20)
      .execute()
    // What is read off single deliveries was told with those.
    const told: Told[] =
      entry.body.companion !== undefined && entry.body.byLines === false ? [...saidForThem(entry)] : []
    for (const { organization_id } of organizations) {
      const staff = await holdersInOrganization(db, ['coordinator'], organization_id)
      told.push(...toStaff(entry, staff, `receipt-${textOf(entry, 'result')}`, 'later', entry.subjectId))
    }
    return told
  },
}
