import { connect, type Socket } from 'node:net'
import { answerParent } from '../child'
import { nowNanoseconds } from './fragment'

// Many listeners in one process. Each keeps when it first saw the newest event, and nothing else.
const sockets: Socket[] = []
let seen = new Float64Array(0)
let newest = 0
let missing = 0
let allSaw: () => void = () => {}

async function join(port: number, path: string, count: number): Promise<void> {
  seen = new Float64Array(count)
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\nAccept-Language: en\r\n\r\n`
  for (let from = 0; from < count; from += 200) {
    await Promise.all(Array.from({ length: Math.min(200, count - from) }, (_, i) => joinOne(port, request, from + i)))
  }
}

function joinOne(port: number, request: string, at: number): Promise<void> {
  return new Promise((joined, failed) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(request))
    sockets.push(socket)
    socket.once('error', failed)
    socket.on('data', (chunk) => {
      joined()
      const mark = chunk.lastIndexOf('data-seq="')
      if (mark === -1) return
      const seq = Number.parseInt(chunk.toString('latin1', mark + 10, mark + 20), 10)
      if (seq !== newest || seen[at] !== 0) return
      seen[at] = nowNanoseconds()
      if (--missing === 0) allSaw()
    })
  })
}

answerParent(async (message) => {
  if (message.ask === 'join') await join(Number(message.port), String(message.path), Number(message.count))
  if (message.ask === 'expect') {
    newest = Number(message.seq)
    missing = seen.length
    seen.fill(0)
  }
  if (message.ask === 'seen') {
    if (missing > 0) {
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`${missing} of ${seen.length} listeners did not see event ${newest} in 10 s`)),
          10_000,
        )
        allSaw = () => {
          clearTimeout(late)
          resolve()
        }
      })
      allSaw = () => {}
    }
    return { at: message.each === true ? [...seen] : [seen.reduce((last, at) => Math.max(last, at), 0)] }
  }
  if (message.ask === 'leave') for (const socket of sockets.splice(0)) socket.destroy()
  return {}
})
