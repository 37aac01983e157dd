import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import type { VoiceSettings } from '../../../platform'

/** A call as the gateway was told to make it. */
export type Ordered = {
  readonly id: string
  readonly to: string
  readonly lang: string
  readonly say: string
  readonly keys: readonly string[]
  readonly events: string
}

/** A telephony gateway on this machine, with signatures of another's make, that presses keys and hangs up as it is told. */
export async function openPhoneGateway() {
  const secret = `whsec_${Buffer.from('a secret of the gateway and us').toString('base64')}`
  const hook = new Webhook(secret)
  const ordered: Ordered[] = []
  const behave = { status: 202 }
  const server = createServer((request, response) => {
    void text(request).then((raw) => {
      // Signed again rather than verified: the library would hold our clock, which stands still, against its own.
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signed } = request.headers
      if (hook.sign(String(id), new Date(Number(at) * 1000), raw) !== signed) return response.writeHead(401).end()
      if (behave.status < 300) ordered.push(JSON.parse(raw) as Ordered)
      return response.writeHead(behave.status).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const settings: VoiceSettings = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/calls`, secret }
  let told = 0
  return {
    settings,
    ordered,
    behave,
    /** A telling with its signature; `id` brings one again. */
    tell: (body: object, at: Temporal.Instant, id = `told-${++told}`) => {
      const raw = JSON.stringify(body)
      return {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.epochMilliseconds / 1000)),
          'webhook-signature': hook.sign(id, new Date(at.epochMilliseconds), raw),
        },
        body: raw,
      }
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}
