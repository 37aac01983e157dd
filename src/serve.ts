import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { App } from './app'
import type { Config } from './platform'

const DRAIN_MS = 3000

/**
 * Serves the house until SIGTERM or SIGINT, then leaves cleanly: no new connections, open answers finished, followers stopped.
 * @param leave what else to close at the end, such as the database server
 */
export async function serve(app: App, config: Config, leave: () => Promise<void>): Promise<void> {
  const server = createServer(getRequestListener(app.http.fetch))
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(config.port, config.host, listening)
  })
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    server.close()
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
    await app.stop()
    await leave()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}
