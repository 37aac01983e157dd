import { z } from 'zod'
import type { Db } from '../platform'

const forms = {
  /** How far the set-up has come; `doneAt` closes it for good. */
  'set-up': z.object({
    country: z.string().optional(),
    administratorId: z.string().optional(),
    doneAt: z.string().optional(),
  }),
  /** The mark of a demonstration database; `loadedAt` once it is whole. */
  demo: z.object({
    startedAt: z.string(),
    loadedAt: z.string().optional(),
    people: z.array(z.object({ personId: z.string(), name: z.string(), part: z.string() })).optional(),
  }),
}

type Forms = typeof forms
/** Marks of the installation itself. */
export type SettingKey = keyof Forms
/** What a mark says. */
export type Setting<K extends SettingKey> = z.infer<Forms[K]>

/** A mark of the installation, or undefined. */
export async function findSetting<K extends SettingKey>(db: Db, key: K): Promise<Setting<K> | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row === undefined ? undefined : (forms[key].parse(row.value) as Setting<K>)
}

/** The same, held until the commit. A mark that is not there yet is made empty first. */
export async function lockSetUp(db: Db): Promise<Setting<'set-up'>> {
  await db
    .insertInto('settings')
    .values({ key: 'set-up', value: '{}' })
    .onConflict((clash) => clash.doNothing())
    .execute()
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'set-up')
    .forUpdate()
    .executeTakeFirstOrThrow()
  return forms['set-up'].parse(row.value)
}

/** Sets a mark of the installation. */
export async function putSetting<K extends SettingKey>(db: Db, key: K, value: Setting<K>): Promise<void> {
  const text = JSON.stringify(value)
  await db
    .insertInto('settings')
    .values({ key, value: text })
    .onConflict((clash) => clash.column('key').doUpdateSet({ value: text }))
    .execute()
}
