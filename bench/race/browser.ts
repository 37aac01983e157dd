import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** What came back, and how long it took in milliseconds. */
export type Answered = {
  readonly status: number
  readonly location: string
  readonly text: string
  readonly milliseconds: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 600 })

/** Posts a form (or gets a page, without fields) as a browser of this address would, through a proxy that says so. */
export function send(
  port: number,
  path: string,
  who: { cookie?: string; address: string },
  fields?: Record<string, string>,
): Promise<Answered> {
  const body = fields === undefined ? undefined : new URLSearchParams({ _key: randomUUID(), ...fields }).toString()
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'accept-language': 'en',
          'x-forwarded-for': who.address,
          'sec-fetch-site': 'same-origin',
          ...(who.cookie === undefined ? {} : { cookie: who.cookie }),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? '',
            text,
            milliseconds: performance.now() - started,
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
