import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { openApp } from '../../src/app'
import { unwrap } from '../../src/kit/result'
import { jsonLog, parseConfig } from '../../src/platform'
import { answerParent } from '../child'

// A whole web process of the house, as `npm start` runs it: pages, sequencer, followers, jobs.
const failures: string[] = []
const app = await openApp({
  config: unwrap(parseConfig({ ASAR_PROXIES: '127.0.0.1' }, [])),
  connection: JSON.parse(process.argv[2] ?? '{}'),
  log: (event, fields) => {
    if (!event.endsWith('failed') && event !== 'http.unavailable') return
    failures.push(event)
    jsonLog(event, fields)
  },
  publicFolder: 'dist/public',
  background: true,
})
const server = createServer(getRequestListener(app.http.fetch))
server.listen(0, '127.0.0.1', () =>
  answerParent(({ ask }) => (ask === 'port' ? { port: (server.address() as AddressInfo).port } : { failures })),
)
