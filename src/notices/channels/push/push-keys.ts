import type { Db } from '../../../platform'

const KEY = 'notices.push-keys'

/** The pair by which push services know this house (VAPID, RFC 8292). */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string }

/** The keys of this house, made when first asked for. Others would end every subscription made with these. */
export async function pushKeys(db: Db): Promise<PushKeys> {
  const read = () => db.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst()
  const known = await read()
  if (known !== undefined) return known.value as PushKeys
  const { default: webPush } = await import('web-push')
  await db
    .insertInto('settings')
    .values({ key: KEY, value: JSON.stringify(webPush.generateVAPIDKeys()) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return (await read())?.value as PushKeys
}
