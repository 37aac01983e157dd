import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openApp, rooms } from './app'
import { ledgerFile, readLedger } from './erasure-ledger'
import { eraseAgain } from './people'
import { asSystem, type Config, type ConnectionSettings, silentLog } from './platform'

/** Says that the database of a data folder comes from a backup and may remember what was erased since. */
const markerFile = (dataFolder: string): string => join(dataFolder, 'restored.json')

/** Marks a data folder as restored. Nothing is served from it until {@link reapplyErasures} has passed. */
export const markRestored = (dataFolder: string, backupAt: string): Promise<void> =>
  writeFile(markerFile(dataFolder), JSON.stringify({ backupAt }), { mode: 0o600, flush: true })

/**
 * Erases again, in a restored database, everyone the ledger names, and lets the rooms destroy what has run out of time since; then takes
 * the mark away. Does nothing in a database that was not restored. Interrupted, it is run again at the next start.
 * @returns how many were erased again, or undefined where nothing was restored
 */
export async function reapplyErasures(config: Config, connection: ConnectionSettings): Promise<number | undefined> {
  const marker = markerFile(config.dataFolder)
  if (!existsSync(marker)) return undefined
  const erasures = await readLedger(ledgerFile(config.dataFolder))
  const app = await openApp({
    config,
    connection,
    log: silentLog,
    publicFolder: resolve(import.meta.dirname, '../public'),
    background: false,
  })
  try {
    const ctx = asSystem(app.system, 'restore')
    let again = 0
    for (const { id } of erasures.filter((one) => one.kind === 'person')) {
      const outcome = await eraseAgain(ctx, id)
      if (outcome.ok && outcome.value.erased) again += 1
    }
    for (const job of rooms.flatMap((room) => room.jobs ?? []))
      if (job.erases === true) await job.run(ctx, { at: ctx.clock.now().epochMilliseconds })
    await rm(marker)
    return again
  } finally {
    await app.stop()
  }
}
