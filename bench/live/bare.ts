import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerParent } from '../child'
import { eventOf, nowNanoseconds } from './fragment'
import { memoryInUse } from './memory'

// The least a server of events can be: a set of answers and a loop that writes to each.
const listeners = new Set<ServerResponse>()
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 2000\n\n')
  listeners.add(response)
  response.on('close', () => listeners.delete(response))
})
server.listen(0, '127.0.0.1', () =>
  answerParent(async (message) => {
    if (message.ask === 'port') return { port: (server.address() as AddressInfo).port, path: '/' }
    if (message.ask === 'memory') return memoryInUse()
    if (message.ask === 'tell') {
      const at = nowNanoseconds()
      const event = eventOf(Number(message.seq))
      for (const listener of listeners) listener.write(event)
      return { at }
    }
    return {}
  }),
)
