import type { Config, ConnectionSettings } from './platform'
import { attachCluster, type Cluster, openCluster, startOrAttach } from './platform/postgres'

/** A reachable database: as its owner for migrations, as the application for everything else. */
export type OpenedDatabase = {
  readonly cluster: Cluster | undefined
  readonly owner: ConnectionSettings
  readonly app: ConnectionSettings
}

const ways = {
  /** The server process of a folder: starts or takes over the database server, and stops it in the end. */
  server: openCluster,
  /** A command: attaches to what runs, or starts it for its own life. */
  command: startOrAttach,
  /** A further web process: attaches to what runs, or fails. */
  guest: attachCluster,
}

/** Opens the database of this installation: one's own by `DATABASE_URL`, else the embedded server. */
export async function openDatabase(
  config: Config,
  way: keyof typeof ways,
  log: (line: string) => void = () => {},
): Promise<OpenedDatabase> {
  if (config.databaseUrl !== undefined) {
    const asApp = new URL(config.databaseUrl)
    asApp.searchParams.set('options', '-c role=asar_app')
    return {
      cluster: undefined,
      owner: { connectionString: config.databaseUrl },
      app: { connectionString: asApp.href },
    }
  }
  const cluster = await ways[way]({ dataFolder: config.dataFolder, log })
  return { cluster, owner: cluster.connection('asar_owner', 'asar'), app: cluster.connection('asar_app', 'asar') }
}
