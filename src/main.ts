import { resolve } from 'node:path'
import { openApp } from './app'
import { makeSetUpLink, setUpStep } from './house'
import { openDatabase } from './open-database'
import { jsonLog, migrate, migrateJobs, parseConfig } from './platform'
import { ClusterError } from './platform/postgres'
import { prepareDemo } from './prepare-demo'
import { reapplyErasures } from './reapply-erasures'
import { refuseOlderDatabase } from './refuse-older-database'
import { serve } from './serve'
import { publishOwnDocuments } from './standards'

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
  await refuseOlderDatabase(config, connection).catch(async (cause) => {
    await cluster?.stop()
    throw cause
  })
  const again = await reapplyErasures(config, connection)
  if (again !== undefined) jsonLog('restore.erased-again', { people: again })
  const demo = await prepareDemo(config, connection, jsonLog)
  if (!demo.ok) {
    await cluster?.stop()
    throw new Error(demo.error)
  }
  const app = await openApp({
    config,
    connection,
    log: jsonLog,
    publicFolder: resolve(import.meta.dirname, '../public'),
    background: true,
    seals: true,
    asksSetUp: true,
  })
  await publishOwnDocuments(app.system)
  await serve(app, config, async () => cluster?.stop())
  console.log(`Asar is running at ${config.url}`)
  if ((await setUpStep(app.system.db)) !== 'done') {
    console.log(`Set up this house at ${await makeSetUpLink(app.system)}`)
  }
} catch (cause) {
  console.error(
    cause instanceof ClusterError
      ? cause.message
      : `Asar cannot start: ${cause instanceof Error ? cause.message : String(cause)}`,
  )
  process.exit(1)
}
