import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { World } from '../../../test/world'

/** Adds `count` volunteers to a world, past the commands: who stands around before a test begins. */
export async function addCrowd(
  world: World,
  home: { region: string; localityId: string; zone: string },
  count: number,
  extra: { ageBand?: string; competences?: readonly string[] } = {},
): Promise<string[]> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    const ids = Array.from({ length: count }, () => randomUUID())
    await client.query(
      `INSERT INTO people (id, region_id, locality_id, name, lang, zone, age_band, state, came_by, created_at)
       SELECT id, $2, $3, 'Helper ' || n, 'kk', $4, $5, 'active', 'self', $6 FROM unnest($1::uuid[]) WITH ORDINALITY AS t(id, n)`,
      [ids, home.region, home.localityId, home.zone, extra.ageBand ?? '18-64', world.clock.now().toString()],
    )
    await client.query(
      `INSERT INTO volunteers (id, region_id, state, joined_at, first_when, latitude, longitude, cell, competences)
       SELECT id, $2, 'active', $3, 'weekends', 51.23, 51.37, '', $4 FROM unnest($1::uuid[]) AS t(id)`,
      [ids, home.region, world.clock.now().toString(), extra.competences ?? []],
    )
    return ids
  } finally {
    await client.end()
  }
}
