import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { decrypt } from 'http_ece'
import { partnerCertificate, partnerKey } from '../../webhooks/partner-server.testing'
import { webhookSender } from '../../webhooks/post-webhook'
import type { PushPayload } from './push-payload'

/** A message as a device opened it. */
export type Pushed = {
  readonly device: string
  readonly headers: Record<string, string>
  readonly payload: PushPayload
}

/** A push service on this machine and the browsers that take messages there: it checks who sends (RFC 8292), they open what they get (RFC 8291). */
export async function openPushService() {
  const pushed: Pushed[] = []
  const answers = new Map<string, number>()
  const devices = new Map<string, { keys: ReturnType<typeof createECDH>; auth: Buffer }>()
  const server = createServer({ key: partnerKey, cert: partnerCertificate }, (request, response) => {
    void buffer(request).then((body) => {
      const name = request.url?.slice(1) ?? ''
      const device = devices.get(name)
      const status = device === undefined ? 404 : (answers.get(name) ?? 201)
      const headers = request.headers as Record<string, string>
      if (!isKnown(headers.authorization ?? '', url)) return response.writeHead(403).end()
      if (device !== undefined && status === 201) {
        const opened = decrypt(body, { version: 'aes128gcm', privateKey: device.keys, authSecret: device.auth })
        pushed.push({ device: name, headers, payload: JSON.parse(opened.toString('utf8')) as PushPayload })
      }
      return response.writeHead(status).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `https://localhost:${(server.address() as AddressInfo).port}`
  return {
    pushed,
    /** What a device's address answers instead of 201. */
    answers,
    post: webhookSender((address) => address === '127.0.0.1' || address === '::1', partnerCertificate),
    /** What a browser hands over when it is subscribed. */
    subscribe: (name: string) => {
      const keys = createECDH('prime256v1')
      const auth = randomBytes(16)
      devices.set(name, { keys, auth })
      return {
        endpoint: `${url}/${name}`,
        p256dh: keys.generateKeys('base64url'),
        auth: auth.toString('base64url'),
      }
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

function isKnown(authorization: string, audience: string): boolean {
  const [, head = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(authorization) ?? []
  const point = Buffer.from(key, 'base64url')
  if (point.length !== 65) return false
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } })
  const { aud, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; sub: string }
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  return isSigned && aud === audience && /^(https:|mailto:)/.test(sub)
}
