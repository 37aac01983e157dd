import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isId } from '../kit/ids'
import type { Db } from '../platform'

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
  return createHmac('sha256', Buffer.from(await findKey(db), 'base64url'))
    .update(personId)
    .digest()
    .subarray(0, MAC_BYTES)
}

async function findKey(db: Db): Promise<string> {
  const read = () => db.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst()
  const known = await read()
  if (known !== undefined) return String(known.value)
  await db
    .insertInto('settings')
    .values({ key: KEY, value: JSON.stringify(randomBytes(32).toString('base64url')) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return String((await read())?.value)
}
