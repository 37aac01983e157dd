import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { openApp } from './app'
import { type ConnectionSettings, jsonLog, migrate, migrateJobs, parseConfig } from './platform'
import { type Cluster, ClusterError, openCluster } from './platform/postgres'

const parsed = parseConfig(process.env, process.argv.slice(2))
if (!parsed.ok) {
  console.error(`Asar cannot start: ${parsed.error}`)
  process.exit(2)
}
const config = parsed.value
const publicFolder = resolve(import.meta.dirname, '../public')

async function openDatabase(): Promise<{
  cluster: Cluster | undefined
  owner: ConnectionSettings
  app: ConnectionSettings
}> {
  if (config.databaseUrl !== undefined) {
    const connectionString = config.databaseUrl
    const asApp = new URL(connectionString)
    asApp.searchParams.set('options', '-c role=asar_app')
    return { cluster: undefined, owner: { connectionString }, app: { connectionString: asApp.href } }
  }
  const cluster = await openCluster({ dataFolder: config.dataFolder, log: (line) => jsonLog('postgres', { line }) })
  return { cluster, owner: cluster.connection('asar_owner', 'asar'), app: cluster.connection('asar_app', 'asar') }
}

try {
  const { cluster, owner, app: connection } = await openDatabase()
  await migrate(owner)
  await migrateJobs(owner)
  const app = await openApp({ config, connection, log: jsonLog, publicFolder, background: true })
  const server = createServer(getRequestListener(app.http.fetch))
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(config.port, config.host, listening)
  })
  console.log(`Asar is running at ${config.url}`)
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    server.close()
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 3000).unref()
    await app.stop()
    await cluster?.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
} catch (cause) {
  console.error(
    cause instanceof ClusterError
      ? cause.message
      : `Asar cannot start: ${cause instanceof Error ? cause.message : String(cause)}`,
  )
  process.exit(1)
}
