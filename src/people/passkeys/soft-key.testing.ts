import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Item = number | string | Uint8Array | readonly (readonly [Item, Item])[]

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}

/** As much of CBOR (RFC 8949) as an attestation needs: integers, text, bytes, maps. */
function cbor(item: Item): Buffer {
  if (typeof item === 'number') return item < 0 ? head(1, -1 - item) : head(0, item)
  if (typeof item === 'string') return Buffer.concat([head(3, Buffer.byteLength(item)), Buffer.from(item)])
  if (item instanceof Uint8Array) return Buffer.concat([head(2, item.length), item])
  return Buffer.concat([head(5, item.length), ...item.flatMap(([key, value]) => [cbor(key), cbor(value)])])
}

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest()
const present = 0x01
const verified = 0x04
const attested = 0x40

/** A passkey made of software, as a phone would hold it: answers what a browser is asked (WebAuthn level 3, ES256, no attestation). */
export function softKey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  const rpIdHash = sha256(Buffer.from(new URL(origin).hostname))
  let counter = 0
  const clientData = (type: string, challenge: string) => Buffer.from(JSON.stringify({ type, challenge, origin }))
  const authenticatorData = (flags: number, rest: Buffer = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++counter)
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count, rest])
  }
  const answer = (response: Record<string, Buffer>) =>
    JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response: Object.fromEntries(
        Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')]),
      ),
    })
  return {
    /** Answer to being asked to make a key. */
    register(challenge: string): string {
      const cose = cbor([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(jwk.x ?? '', 'base64url')],
        [-3, Buffer.from(jwk.y ?? '', 'base64url')],
      ])
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const attestationObject = cbor([
        ['fmt', 'none'],
        ['attStmt', []],
        ['authData', authenticatorData(present | verified | attested, credential)],
      ])
      return answer({ attestationObject, clientDataJSON: clientData('webauthn.create', challenge) })
    },
    /** Answer to being asked to sign; `verifies` is whether the person showed the device who they are. */
    sign(challenge: string, verifies = true): string {
      const data = authenticatorData(verifies ? present | verified : present)
      const clientDataJSON = clientData('webauthn.get', challenge)
      const signature = sign('sha256', Buffer.concat([data, sha256(clientDataJSON)]), privateKey)
      return answer({ authenticatorData: data, clientDataJSON, signature })
    },
  }
}
