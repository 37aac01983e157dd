import { createECDH } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../../kit/ids'
import type { Ctx } from '../../../platform'

const KNOWN = 'notices.push-key'
const BEFORE = 'notices.push-keys'
const CURVE = 'prime256v1'

/** The pair by which push services know this house (VAPID, RFC 8292). */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string }

/** How the keys stand: here, on another machine that opened this database first, or not made yet. */
export type PushKeyState =
  | { readonly kind: 'here'; readonly keys: PushKeys }
  | { readonly kind: 'elsewhere'; readonly publicKey: string }
  /** The file is damaged, or others may read it. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'none' }

type House = Pick<Ctx, 'db' | 'config'>

/** The secret key, in base64url. Never in the database, never in a log. */
export const pushKeyFile = (dataFolder: string): string => join(dataFolder, 'push.key')

/** Looks for the keys. */
export async function findPushKeys({ db, config }: House): Promise<PushKeyState> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', KNOWN).executeTakeFirst()
  const publicKey = row === undefined ? undefined : String(row.value)
  const keys = await readKeys(pushKeyFile(config.dataFolder))
  if (keys !== undefined && 'fault' in keys) return { kind: 'refused', why: keys.fault }
  if (publicKey === undefined) return { kind: 'none' }
  return keys?.publicKey === publicKey ? { kind: 'here', keys } : { kind: 'elsewhere', publicKey }
}

/**
 * Makes the keys when a house opens for the first time. A house that has some keeps them, since others would end every subscription made
 * with these; those that earlier versions kept in the database move into the file.
 */
export async function preparePushKeys(house: House): Promise<void> {
  const { db, config } = house
  const file = pushKeyFile(config.dataFolder)
  const before = await db.selectFrom('settings').select('value').where('key', '=', BEFORE).executeTakeFirst()
  if (before !== undefined) await writeOnce(file, (before.value as PushKeys).privateKey)
  else if ((await findPushKeys(house)).kind !== 'none') return
  else await writeOnce(file, freshKey())
  await know(house, false)
  await db.deleteFrom('settings').where('key', '=', BEFORE).execute()
}

/** Takes other keys from now on and forgets every device, none of which hears these. @returns how many were forgotten */
export async function rotatePushKeys(house: House): Promise<number> {
  const file = pushKeyFile(house.config.dataFolder)
  await rm(file, { force: true })
  await writeOnce(file, freshKey())
  await know(house, true)
  const gone = await house.db.deleteFrom('push_subscriptions').executeTakeFirst()
  return Number(gone.numDeletedRows)
}

async function know({ db, config }: House, replaces: boolean): Promise<void> {
  const keys = await readKeys(pushKeyFile(config.dataFolder))
  if (keys === undefined || 'fault' in keys) throw new Error(keys?.fault ?? 'push.key was made just now, and is gone')
  const value = JSON.stringify(keys.publicKey)
  await db
    .insertInto('settings')
    .values({ key: KNOWN, value })
    .onConflict((clash) => (replaces ? clash.column('key').doUpdateSet({ value }) : clash.column('key').doNothing()))
    .execute()
}

async function readKeys(file: string): Promise<PushKeys | { readonly fault: string } | undefined> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw cause
  })
  if (text === undefined) return undefined
  const mode = (await stat(file)).mode & 0o777
  if ((mode & 0o077) !== 0)
    return { fault: `Expected ${file} to be readable by its owner alone (mode 0600), got mode 0${mode.toString(8)}.` }
  const privateKey = text.trim()
  if (Buffer.from(privateKey, 'base64url').length !== 32)
    return { fault: `Expected a secret key in ${file}: it is damaged.` }
  const pair = createECDH(CURVE)
  pair.setPrivateKey(privateKey, 'base64url')
  return { publicKey: pair.getPublicKey('base64url'), privateKey }
}

function freshKey(): string {
  const pair = createECDH(CURVE)
  pair.generateKeys()
  // A key that begins with a zero is a byte shorter, and no push library takes it.
  return Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString('base64url')
}

// Put in its place whole, and only where nobody was faster: two processes that open at once share one key.
async function writeOnce(file: string, key: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  const fresh = `${file}.${newId()}`
  await writeFile(fresh, `${key}\n`, { flag: 'wx', mode: 0o600, flush: true })
  await link(fresh, file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause
  })
  await rm(fresh)
}
