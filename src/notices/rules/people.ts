import type { Entry } from '../../journal'
import { HELP_PURPOSE } from '../../people'
import { holdersInOrganization, holdersInRegion } from '../recipients'
import { maybeTextOf, type Pace, type Rule, type Rules, type Told, textOf } from '../told'

const one = (
  entry: Entry,
  personId: string,
  kind: string,
  path: string,
  pace: Pace,
  more: Partial<Told> = {},
): Told => ({
  to: { personId },
  kind,
  subject: { kind: entry.subjectKind, id: entry.subjectId },
  path,
  pace,
  ...more,
})

const suspension =
  (kind: string): Rule =>
  async (entry, db) => {
    const personId = maybeTextOf(entry, 'personId')
    if (personId !== undefined) return [one(entry, personId, kind, '/me/suspension', 'soon')]
    const organizationId = textOf(entry, 'organizationId')
    const admins = await holdersInOrganization(db, ['organization-admin'], organizationId)
    return admins.map((admin) =>
      one(entry, admin, `${kind}-organization`, '/me/suspension', 'soon', {
        values: { organizationId },
      }),
    )
  }

const organization =
  (kind: string, pace: Pace): Rule =>
  async (entry, db) =>
    (await holdersInOrganization(db, ['organization-admin'], entry.subjectId)).map((admin) =>
      one(entry, admin, kind, `/organizations/${entry.subjectId}`, pace, {
        values: { organizationId: entry.subjectId },
      }),
    )

// Only who it is about sees a letter: the notice says whose organization it comes from, no word of it.
const letter =
  (kind: string, pace: Pace): Rule =>
  (entry) => [
    one(entry, entry.subjectId, kind, '/me/letters', pace, {
      ...(entry.organizationId === null ? {} : { values: { organizationId: entry.organizationId } }),
    }),
  ]

const credential =
  (kind: string, pace: Pace): Rule =>
  (entry) => [
    one(entry, entry.subjectId, kind, '/me/competences', pace, { values: { code: textOf(entry, 'competence') } }),
  ]

/** Accounts, organizations, credentials and hours. */
export const peopleRules: Rules = {
  'suspension.started': suspension('suspended'),
  'suspension.lifted': suspension('suspension-lifted'),
  'suspension.upheld': suspension('suspension-upheld'),
  'suspension.appealed': async (entry, db) => {
    const held = await db
      .selectFrom('suspensions')
      .select('started_by')
      .where('id', '=', entry.subjectId)
      .executeTakeFirst()
    const deciders = await holdersInRegion(db, ['safety-officer', 'authority', 'administrator'], entry.regionId)
    // Somebody else decides; whoever suspended is told where nobody else could.
    const others = deciders.filter((personId) => personId !== held?.started_by)
    return (others.length === 0 ? deciders : others).map((personId) =>
      one(entry, personId, 'appeal', '/suspensions', 'later'),
    )
  },
  'role.granted': (entry) =>
    entry.actorKind === 'system'
      ? []
      : [
          one(entry, entry.subjectId, 'role-granted', '/me/account', 'later', {
            values: { code: textOf(entry, 'role') },
          }),
        ],
  'guardian.consented': (entry) => [one(entry, entry.subjectId, 'guardian-consented', '/me', 'soon')],
  'guardian.refused': (entry) => [one(entry, entry.subjectId, 'guardian-refused', '/me', 'soon')],
  'guardian.withdrew': (entry) => [one(entry, entry.subjectId, 'guardian-withdrew', '/me', 'soon')],
  'consent.given': async (entry, db) => {
    if (entry.body.purpose !== HELP_PURPOSE) return []
    const consent = await db
      .selectFrom('consents')
      .select('data')
      .where('id', '=', textOf(entry, 'consentId'))
      .executeTakeFirst()
    // An answer passed on has a notice of its own.
    if (consent?.data.includes('account') !== true) return []
    const kind = entry.actorKind === 'key' ? 'helped-by-partner' : 'helped-by-operator'
    return [one(entry, entry.subjectId, kind, '/me/account#consents', 'soon')]
  },
  'person.contact-added': (entry) =>
    entry.onBehalfOf === null
      ? []
      : [one(entry, entry.subjectId, 'contact-added-for-you', '/me/account#contacts', 'now')],
  'companion.added': (entry) => [
    one(entry, entry.subjectId, 'companion-added', '/me/account#companions', 'soon'),
    one(entry, textOf(entry, 'companionId'), 'companion-named', '/me/account#acting', 'soon'),
  ],
  'companion.asked': (entry) => [
    one(entry, textOf(entry, 'volunteerId'), 'companion-wanted', `/me/companion-asks/${entry.subjectId}`, 'soon', {
      values: { until: textOf(entry, 'answerBy') },
    }),
  ],
  'companion.answered': (entry) =>
    entry.body.answer === 'yes'
      ? [
          one(entry, textOf(entry, 'personId'), 'companion-offered', '/me/account/wish', 'soon', {
            values: { volunteerId: textOf(entry, 'volunteerId') },
          }),
        ]
      : [],
  'organization.created': async (entry, db) =>
    entry.body.state !== 'waiting'
      ? []
      : (await holdersInRegion(db, ['authority'], entry.regionId)).map((personId) =>
          one(entry, personId, 'organization-waits', '/authority', 'later', {
            values: { organizationId: entry.subjectId },
          }),
        ),
  'organization.member-invited': (entry) => [
    one(entry, textOf(entry, 'personId'), 'member-invited', `/organizations/${entry.subjectId}`, 'soon', {
      values: { organizationId: entry.subjectId },
    }),
  ],
  'credential.confirmed': credential('credential-confirmed', 'later'),
  'credential.refused': credential('credential-refused', 'soon'),
  'credential.revoked': (entry, db) =>
    entry.body.own === true ? [] : credential('credential-revoked', 'soon')(entry, db),
  'credential.expired': credential('credential-expired', 'soon'),
  'credential.renewal-offered': credential('credential-renewal', 'later'),
  'letter.offered': letter('letter-waits', 'later'),
  'letter.withdrawn': letter('letter-withdrawn', 'later'),
  'webhook.ended': async (entry, db) => {
    const organizationId = entry.organizationId
    if (organizationId === null || entry.body.why === 'by-person') return []
    const admins = await holdersInOrganization(db, ['organization-admin'], organizationId)
    return admins.map((admin) =>
      one(entry, admin, 'webhook-ended', `/organizations/${organizationId}/api`, 'soon', {
        values: { organizationId },
      }),
    )
  },
  'organization.verified': organization('organization-verified', 'soon'),
  'organization.refused': organization('organization-refused', 'soon'),
}
