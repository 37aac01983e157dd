import { randomBytes } from 'node:crypto'
import type { Db } from '../platform'

/** A secret of this house for one purpose, made when first asked for: it signs addresses that leave the house and come back. */
export async function houseKey(db: Db, purpose: string): Promise<Buffer> {
  const read = () => db.selectFrom('settings').select('value').where('key', '=', purpose).executeTakeFirst()
  const known = await read()
  if (known !== undefined) return Buffer.from(String(known.value), 'base64url')
  await db
    .insertInto('settings')
    .values({ key: purpose, value: JSON.stringify(randomBytes(32).toString('base64url')) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return Buffer.from(String((await read())?.value), 'base64url')
}
