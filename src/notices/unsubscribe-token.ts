import { createHmac, timingSafeEqual } from 'node:crypto'
import { isId } from '../kit/ids'
import type { Db } from '../platform'
import { houseKey } from './house-key'

const KEY = 'notices.unsubscribe-key'
const MAC_BYTES = 20

/** Token of the link that turns a person's e-mail off: their id and 160 bits that only this house can make. */
export async function unsubscribeToken(db: Db, personId: string): Promise<string> {
  return `${personId}.${(await macOf(db, personId)).toString('base64url')}`
}

/** The person of an untrusted token, or undefined. */
export async function readUnsubscribeToken(db: Db, token: string): Promise<string | undefined> {
  const [personId, mac = ''] = token.split('.')
  if (!isId(personId)) return undefined
  const given = Buffer.from(mac, 'base64url')
  const made = await macOf(db, personId)
  return given.length === made.length && timingSafeEqual(given, made) ? personId : undefined
}

async function macOf(db: Db, personId: string): Promise<Buffer> {
  return createHmac('sha256', await houseKey(db, KEY))
    .update(personId)
    .digest()
    .subarray(0, MAC_BYTES)
}
