import type { Db } from '../platform'

/** What tells who gains from a result being true. */
export type Claimed = {
  readonly id: string
  readonly organization_id: string
  readonly coordinator_id: string
}

/**
 * Those among `people` who gain from the result of an activity: its coordinator, members and staff of the organization, and whoever worked
 * there. None of them speaks for the person helped, the owner of the site or the client.
 */
export async function whoGains(db: Db, activity: Claimed, people: readonly string[]): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set()
  const [members, staff, workers] = await Promise.all([
    // Bounded by: the people asked about.
    db
      .selectFrom('organization_members')
      .select('person_id')
      .where('organization_id', '=', activity.organization_id)
      .where('state', '=', 'member')
      .where('person_id', 'in', [...people])
      .execute(),
    // Bounded by: the people asked about and their roles.
    db
      .selectFrom('role_grants')
      .select('person_id')
      .where('organization_id', '=', activity.organization_id)
      .where('ended_at', 'is', null)
      .where('person_id', 'in', [...people])
      .execute(),
    // Bounded by: the people asked about and their presences there.
    db
      .selectFrom('attendances')
      .select('volunteer_id as person_id')
      .where('activity_id', '=', activity.id)
      .where('volunteer_id', 'in', [...people])
      .execute(),
  ])
  const gains = new Set([...members, ...staff, ...workers].map((row) => row.person_id))
  if (people.includes(activity.coordinator_id)) gains.add(activity.coordinator_id)
  return gains
}
