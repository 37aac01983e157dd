import { resolve } from 'node:path'
import { type App, openApp } from '../app'
import { openDatabase } from '../open-database'
import { type Config, migrate, migrateJobs, silentLog } from '../platform'
import { reapplyErasures } from '../reapply-erasures'

/** Runs with the house over this installation's database, then leaves everything as it was found. */
export async function withApp<T>(config: Config, run: (app: App) => Promise<T>): Promise<T> {
  const { cluster, owner, app: connection } = await openDatabase(config, 'command')
  try {
    await migrate(owner)
    await migrateJobs(owner)
    await reapplyErasures(config, connection)
    const app = await openApp({
      config,
      connection,
      log: silentLog,
      publicFolder: resolve(import.meta.dirname, '../public'),
      background: false,
    })
    try {
      return await run(app)
    } finally {
      await app.stop()
    }
  } finally {
    await cluster?.stop()
  }
}
