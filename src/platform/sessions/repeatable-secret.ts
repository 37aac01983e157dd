import { createHmac, randomBytes } from 'node:crypto'
import { newSecret } from '../../kit/ids'
import type { Ctx } from '../context'
import type { Db } from '../database/open'

const PEPPER = 'secret-pepper'

/**
 * A secret that the repeat of a request finds again, though it is stored nowhere: derived from the caller's idempotency key (kept hashed)
 * and a value of this installation, so neither the database alone nor a guessed key is enough. Random where there is no key.
 * @param label what the secret is for, such as `need-link`
 * @returns 192 bits, base64url
 */
export async function repeatableSecret(db: Db, ctx: Ctx, label: string, subjectId: string): Promise<string> {
  if (ctx.idempotency === undefined) return newSecret()
  const { scope, key } = ctx.idempotency
  return createHmac('sha256', await pepperOf(db, ctx))
    .update(JSON.stringify([label, subjectId, scope, key]))
    .digest()
    .subarray(0, 24)
    .toString('base64url')
}

const peppers = new WeakMap<Db, Buffer>()

// Read once by each process: it never changes. Inside a transaction that may still fail it is read, not remembered.
async function pepperOf(db: Db, ctx: Ctx): Promise<Buffer> {
  const pepper = peppers.get(ctx.db) ?? (await readPepper(db))
  if (db === ctx.db) peppers.set(db, pepper)
  return pepper
}

async function readPepper(db: Db): Promise<Buffer> {
  const find = () => db.selectFrom('settings').select('value').where('key', '=', PEPPER).executeTakeFirst()
  let kept = await find()
  if (kept === undefined) {
    const value = JSON.stringify(randomBytes(32).toString('base64url'))
    await db
      .insertInto('settings')
      .values({ key: PEPPER, value })
      .onConflict((c) => c.doNothing())
      .execute()
    kept = await find()
  }
  return Buffer.from(String(kept?.value), 'base64url')
}
