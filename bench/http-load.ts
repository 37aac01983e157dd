import { connect, type Socket } from 'node:net'

/** Sends the same GET over and over on `connections` kept-open sockets. @returns answers a second */
export async function loadGet(port: number, path: string, connections: number, milliseconds: number): Promise<number> {
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Language: en\r\n\r\n`)
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  let answers = 0
  const started = performance.now()
  const until = started + milliseconds
  await Promise.all(
    sockets.map(async (socket) => {
      const next = answersOf(socket)
      while (performance.now() < until) {
        socket.write(request)
        await next()
        answers++
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

// One answer at a time, of known length: as little work of the client as can be, since both sides share the machine with it.
function answersOf(socket: Socket): () => Promise<void> {
  let missing = -1
  let head = ''
  let done: () => void = () => {}
  socket.on('data', (chunk) => {
    if (missing < 0) {
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = /content-length: (\d+)/i.exec(head.slice(0, end))?.[1]
      if (length === undefined || !head.startsWith('HTTP/1.1 200'))
        throw new Error(`expected 200 with a length, got ${head.slice(0, 200)}`)
      missing = Number(length) - (head.length - end - 4)
      head = ''
    } else missing -= chunk.length
    if (missing > 0) return
    missing = -1
    done()
  })
  return () =>
    new Promise((resolve) => {
      done = resolve
    })
}
