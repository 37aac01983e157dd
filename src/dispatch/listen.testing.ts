import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import type { Browser, World } from '../../test/world'

/** What is sent to a page that keeps itself up to date, read from a real connection. */
export type Listening = {
  readonly status: number
  /** Waits until all of these words came in what was sent since the last time. @returns what came */
  hear(...words: readonly string[]): Promise<string>
}

/** Listens as this browser would; ends with the test. */
export async function listen(world: World, browser: Browser, path: string): Promise<Listening> {
  const server = createServer((incoming, outgoing) => void getRequestListener(world.http.fetch)(incoming, outgoing))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const ending = new AbortController()
  onTestFinished(() => {
    ending.abort()
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const stream = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { cookie: `asar_session=${browser.cookies.get('asar_session')}; lang=en` },
    signal: ending.signal,
  })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  return {
    status: stream.status,
    hear: async (...words) => {
      let heard = ''
      while (!words.every((word) => heard.includes(word))) {
        const { value, done } = (await reader?.read()) ?? { done: true }
        if (done) throw new Error(`the stream ended before ${words.join(', ')}`)
        heard += value
      }
      return heard
    },
  }
}
