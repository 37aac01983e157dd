import { createHmac, timingSafeEqual } from 'node:crypto'
import { base32nopad } from '@scure/base'
import type { Db } from '../../../platform'
import { houseKey } from '../../house-key'

const KEY = 'notices.reply-key'
const ID_BYTES = 16
// Guessed at one mail a try, 80 bits are never found; more would not fit before the @.
const MAC_BYTES = 10

/**
 * The address an answer to one letter goes to: `mailbox+TOKEN@…`. The token names the delivery, by it the person and the ask, and can be
 * made by this house alone. Small letters and digits, since servers may change the case of an address.
 */
export async function replyAddress(db: Db, mailbox: string, deliveryId: string): Promise<string> {
  const id = Buffer.from(deliveryId.replaceAll('-', ''), 'hex')
  const token = base32nopad.encode(Buffer.concat([id, await macOf(db, id)])).toLowerCase()
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+${token}${mailbox.slice(at)}`
}

/** The delivery of an untrusted address of this mailbox, or undefined where it names none, or was not made here. */
export async function readReplyAddress(db: Db, mailbox: string, address: string): Promise<string | undefined> {
  const at = mailbox.lastIndexOf('@')
  const [start, end] = [`${mailbox.slice(0, at)}+`, mailbox.slice(at)]
  const asked = address.toLowerCase()
  if (!asked.startsWith(start) || !asked.endsWith(end)) return undefined
  const bytes = decode(asked.slice(start.length, -end.length))
  if (bytes?.length !== ID_BYTES + MAC_BYTES) return undefined
  const id = bytes.subarray(0, ID_BYTES)
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), await macOf(db, id))) return undefined
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const macOf = async (db: Db, id: Buffer): Promise<Buffer> =>
  createHmac('sha256', await houseKey(db, KEY))
    .update(id)
    .digest()
    .subarray(0, MAC_BYTES)

function decode(token: string): Buffer | undefined {
  try {
    return Buffer.from(base32nopad.decode(token.toUpperCase()))
  } catch {
    return undefined
  }
}
