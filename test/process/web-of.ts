import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { openApp } from '../../src/app'
import { unwrap } from '../../src/kit/result'
import { parseConfig, silentLog } from '../../src/platform'

// A whole web process of the house over the database whose connection it is told: pages, sequencer, followers, jobs. It prints its port.
const app = await openApp({
  config: unwrap(parseConfig({ ASAR_PROXIES: '127.0.0.1' }, [])),
  connection: JSON.parse(process.argv[2] ?? '{}'),
  log: silentLog,
  publicFolder: 'dist/public',
  background: true,
})
const server = createServer(getRequestListener(app.http.fetch))
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))
