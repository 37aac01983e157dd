import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerParent } from '../child'
import { findPeer } from '../peer'
import { fragmentOf, nowNanoseconds } from './fragment'
import { memoryInUse } from './memory'

type BetterSse = {
  createChannel(): { register(session: object): void; broadcast(data: string, event: string): void }
  createSession(request: IncomingMessage, response: ServerResponse, options: object): Promise<object>
}

const { createChannel, createSession } = findPeer<BetterSse>('better-sse') ?? {}
if (createChannel === undefined || createSession === undefined) process.exit(3)
const channel = createChannel()
const server = createServer(async (request, response) => {
  channel.register(await createSession(request, response, { keepAlive: null, serializer: String }))
})
server.listen(0, '127.0.0.1', () =>
  answerParent(async (message) => {
    if (message.ask === 'port') return { port: (server.address() as AddressInfo).port, path: '/' }
    if (message.ask === 'memory') return memoryInUse()
    if (message.ask === 'tell') {
      const at = nowNanoseconds()
      channel.broadcast(fragmentOf(Number(message.seq)), 'message')
      return { at }
    }
    return {}
  }),
)
