import { connect, type Socket } from 'node:net'

/**
 * Sends the same GET over and over on `connections` kept-open sockets, `ahead` requests in flight on each, so that the server and not the
 * client sets the pace.
 * @returns answers a second
 */
export async function loadGet(
  port: number,
  path: string,
  connections: number,
  milliseconds: number,
  ahead = 1,
): Promise<number> {
  const one = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Language: en\r\n\r\n`
  const requests = Buffer.from(one.repeat(ahead))
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  let answers = 0
  const started = performance.now()
  const until = started + milliseconds
  await Promise.all(
    sockets.map(async (socket) => {
      const next = answersOf(socket, ahead)
      while (performance.now() < until) {
        socket.write(requests)
        await next()
        answers += ahead
      }
      socket.destroy()
    }),
  )
  return (answers * 1000) / (performance.now() - started)
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

// As little work of the client as can be, since both sides share the machine with it: answers of known length are counted off.
function answersOf(socket: Socket, ahead: number): () => Promise<void> {
  let missing = -1
  let rest: Buffer | undefined
  let waiting = ahead
  let done: () => void = () => {}
  socket.on('data', (part: Buffer) => {
    const chunk = rest === undefined ? part : Buffer.concat([rest, part])
    rest = undefined
    for (let at = 0; at < chunk.length; ) {
      if (missing < 0) {
        const end = chunk.indexOf('\r\n\r\n', at)
        if (end === -1) {
          rest = chunk.subarray(at)
          return
        }
        missing = lengthIn(chunk.toString('latin1', at, end))
        at = end + 4
      }
      const taken = Math.min(missing, chunk.length - at)
      missing -= taken
      at += taken
      if (missing > 0) return
      missing = -1
      if (--waiting === 0) {
        waiting = ahead
        done()
      }
    }
  })
  return () =>
    new Promise((resolve) => {
      done = resolve
    })
}

function lengthIn(head: string): number {
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  if (length === undefined || !head.startsWith('HTTP/1.1 200'))
    throw new Error(`expected 200 with a length, got ${head.slice(0, 200)}`)
  return Number(length)
}
