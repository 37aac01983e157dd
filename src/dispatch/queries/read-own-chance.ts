import { personBelief, yesProbability } from '../../allocation'
import type { Db } from '../../platform'
import { readBeliefs } from './read-beliefs'

/** What call-outs reckon with for one person, as that person sees it. */
export type OwnChance = {
  /** Chance of a yes that is reckoned with, in (0, 1), for work of the kind they were asked for last. */
  readonly chance: number
  /** The same for somebody nobody knows yet. */
  readonly unknown: number
  readonly resetAt: Temporal.Instant | null
}

/** The figure used for a person, and what it would be without their history; undefined for somebody who never joined. */
export async function readOwnChance(
  db: Db,
  volunteerId: string,
  now: Temporal.Instant,
): Promise<OwnChance | undefined> {
  const volunteer = await db
    .selectFrom('volunteers as v')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('asks as q')
          .whereRef('q.volunteer_id', '=', 'v.id')
          .orderBy('q.asked_at', 'desc')
          .limit(1)
          .select(['q.region_id', 'q.kind'])
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['v.region_id as home_region_id', 'v.history_reset_at', 'last.region_id', 'last.kind'])
    .where('v.id', '=', volunteerId)
    .executeTakeFirst()
  if (volunteer === undefined) return undefined
  const believe = await readBeliefs(
    db,
    { regionId: volunteer.region_id ?? volunteer.home_region_id, kind: volunteer.kind ?? '', ids: [volunteerId] },
    now,
  )
  return {
    chance: yesProbability(believe(volunteerId)),
    unknown: yesProbability(personBelief(believe(''), [], 0)),
    resetAt: volunteer.history_reset_at,
  }
}
