import { checkMemory } from './journal'
import { type Config, type ConnectionSettings, openDb, openPool } from './platform'

/**
 * Looks, before anything is served, whether the database holds all that was published from this data folder.
 * @throws {Error} that says what to do, where it does not
 */
export async function refuseOlderDatabase(config: Config, connection: ConnectionSettings): Promise<void> {
  const db = openDb(openPool(connection, 1))
  try {
    const checked = await checkMemory(db, config.dataFolder)
    if (!checked.ok) throw new Error(checked.error)
  } finally {
    await db.destroy()
  }
}
