import pg from 'pg'
import type { District } from './district'
import type { World } from './world'

/** Competences of somebody that Dana looked at: for good where `until` is null. @returns ids, in the order given */
export async function confirmedCompetences(
  world: World,
  d: District,
  volunteerId: string,
  held: readonly { readonly competence: string; readonly until: Temporal.Instant | null }[],
): Promise<string[]> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query('SET session_replication_role = replica')
  const ids: string[] = []
  for (const { competence, until } of held) {
    const id = crypto.randomUUID()
    await client.query(
      `INSERT INTO credentials (id, volunteer_id, region_id, competence_id, level, evidence, state, valid_from, valid_until, confirmed_by, confirmed_at, decided_at, created_at)
       VALUES ($1, $2, $3, $4, 2, '', 'confirmed', $7, $5, $6, $7, $7, $7)`,
      [id, volunteerId, d.region, competence, until?.toString() ?? null, d.dana, world.clock.now().toString()],
    )
    ids.push(id)
  }
  await client.end()
  return ids
}
