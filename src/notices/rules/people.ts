import type { Entry } from '../../journal'
import { holdersInOrganization, holdersInRegion } from '../recipients'
import { maybeTextOf, type Pace, type Rules, type Told, textOf } from '../told'

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
  (kind: string): Rules[string] =>
  async (entry, db) => {
    const personId = maybeTextOf(entry, 'personId')
    if (personId !== undefined) return [one(entry, personId, kind, '/me/account', 'soon')]
    const organizationId = textOf(entry, 'organizationId')
    const admins = await holdersInOrganization(db, ['organization-admin'], organizationId)
    return admins.map((admin) =>
      one(entry, admin, `${kind}-organization`, `/organizations/${organizationId}`, 'soon', {
        values: { organizationId },
      }),
    )
  }

const organization =
  (kind: string, pace: Pace): Rules[string] =>
  async (entry, db) =>
    (await holdersInOrganization(db, ['organization-admin'], entry.subjectId)).map((admin) =>
      one(entry, admin, kind, `/organizations/${entry.subjectId}`, pace, {
        values: { organizationId: entry.subjectId },
      }),
    )

/** Accounts, organizations, credentials and hours. */
export const peopleRules: Rules = {
  'suspension.started': suspension('suspended'),
  'suspension.lifted': suspension('suspension-lifted'),
  'suspension.upheld': suspension('suspension-upheld'),
  'suspension.appealed': async (entry, db) =>
    (await holdersInRegion(db, ['safety-officer', 'administrator'], entry.regionId)).map((personId) =>
      one(entry, personId, 'appeal', '/safety', 'later'),
    ),
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
  'companion.added': (entry) => [one(entry, entry.subjectId, 'companion-added', '/me/account', 'soon')],
  'organization.verified': organization('organization-verified', 'soon'),
  'organization.refused': organization('organization-refused', 'soon'),
}
