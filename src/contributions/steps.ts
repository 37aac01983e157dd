import type { Selectable } from 'kysely'
import type { DB, Tx } from '../platform'
import { type Basis, DEFINITION, type Form } from './contribution'

/** Row of `contributions`. */
export type ContributionRow = Selectable<DB['contributions']>

/** A contribution, locked for a change. */
export const lockContribution = (tx: Tx, id: string): Promise<ContributionRow | undefined> =>
  tx.db.selectFrom('contributions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Body and public part that every entry about hours shares. */
export const hoursEntry = (row: ContributionRow) => ({
  common: { subjectId: row.id, regionId: row.region_id, organizationId: row.organization_id },
  body: {
    contributionId: row.id,
    attendanceId: row.attendance_id,
    activityId: row.activity_id,
    volunteerId: row.volunteer_id,
    minutes: row.minutes,
  },
  public: {
    region: row.region_id,
    day: row.on_date,
    kind: row.kind,
    form: row.form as Form,
    basis: row.basis as Basis,
    skilled: row.skilled === null ? ('unknown' as const) : row.skilled ? ('yes' as const) : ('no' as const),
    minutes: row.minutes,
    definition: DEFINITION,
  },
})
