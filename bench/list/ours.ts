import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { get, page } from '../../src/platform'
import { answerParent } from '../child'
import { houseOf } from './house'
import { ListPage } from './list-page'

const http = houseOf([get('/list', (r) => page(r, ListPage({ v: r.v })), { may: 'anyone' })])
const server = createServer(getRequestListener(http.fetch))
server.listen(0, '127.0.0.1', () =>
  answerParent(({ ask }) =>
    ask === 'port' ? { port: (server.address() as AddressInfo).port } : { cpu: process.cpuUsage() },
  ),
)
