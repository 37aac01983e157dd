import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { World } from '../../../test/world'

/** Adds a village about 70 km south of the district's town, past the commands. @returns its id */
export async function addVillage(world: World, home: { region: string; zone: string }): Promise<string> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    const id = randomUUID()
    await client.query(
      `INSERT INTO localities (id, region_id, name_kk, name_ru, name_en, search, zone, latitude, longitude)
       VALUES ($1, $2, 'Тайпақ', 'Тайпак', 'Taipaq', 'тайпақ тайпак taipaq', $3, 50.6, 51.37)`,
      [id, home.region, home.zone],
    )
    return id
  } finally {
    await client.end()
  }
}
