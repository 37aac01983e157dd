import { resolve } from 'node:path'
import { openApp } from './app'
import { openDatabase } from './open-database'
import { jsonLog, migrate, migrateJobs, parseConfig } from './platform'
import { ClusterError } from './platform/postgres'
import { serve } from './serve'

const parsed = parseConfig(process.env, process.argv.slice(2))
if (!parsed.ok) {
  console.error(`Asar cannot start: ${parsed.error}`)
  process.exit(2)
}
const config = parsed.value

try {
  const {
    cluster,
    owner,
    app: connection,
  } = await openDatabase(config, 'server', (line) => jsonLog('postgres', { line }))
  await migrate(owner)
  await migrateJobs(owner)
  const app = await openApp({
    config,
    connection,
    log: jsonLog,
    publicFolder: resolve(import.meta.dirname, '../public'),
    background: true,
  })
  await serve(app, config, async () => cluster?.stop())
  console.log(`Asar is running at ${config.url}`)
} catch (cause) {
  console.error(
    cause instanceof ClusterError
      ? cause.message
      : `Asar cannot start: ${cause instanceof Error ? cause.message : String(cause)}`,
  )
  process.exit(1)
}
