import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Ctx, Db } from '../platform'
import { type Keypair, parseSecretKey, writeSecretKey } from './credential/multikey'

/** Whoever signs the badges of this house, and with what. */
export type Issuer = { readonly did: string; readonly key: Keypair; readonly keyId: string }

/** Name of the house as an issuer (did:web): whoever knows it finds its keys at `/.well-known/did.json`. */
export const didOf = (url: string): string => `did:web:${encodeURIComponent(new URL(url).host)}`

/** Address of a key in the document of its issuer. */
export const keyIdOf = (did: string, publicKey: string): string => `${did}#${publicKey}`

/** Secret keys that badges are signed with, one line each, the newest last. Never in the database, never in a log. */
export const issuerKeyFile = (dataFolder: string): string => join(dataFolder, 'issuer.key')

/** Public keys of the house, the newest first: those of before stay, so that what they signed can be checked, unless they were ended. */
export async function listIssuerKeys(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('issuer_keys')
    .select('public_key')
    .where('public_key', 'not in', (eb) => eb.selectFrom('issuer_key_ends').select('public_key'))
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => row.public_key)
}

/** The issuer of this house; its key is made where there is none. @throws {Error} if others may read the key, or its file is damaged */
export async function openIssuer({ db, config, clock }: Pick<Ctx, 'db' | 'config' | 'clock'>): Promise<Issuer> {
  const key = (await findSigningKey({ db, config })) ?? (await newKey(config.dataFolder))
  const known = await db
    .selectFrom('issuer_keys')
    .select('id')
    .where('public_key', '=', key.publicKey)
    .executeTakeFirst()
  if (known === undefined)
    await db
      .insertInto('issuer_keys')
      .values({ public_key: key.publicKey, made_at: clock.now() })
      .onConflict((c) => c.doNothing())
      .execute()
  const did = didOf(config.url)
  return { did, key, keyId: keyIdOf(did, key.publicKey) }
}

/** The key that signs now: the newest of the data folder that was not ended; undefined where there is none. */
export async function findSigningKey({ db, config }: Pick<Ctx, 'db' | 'config'>): Promise<Keypair | undefined> {
  const keys = await readKeys(issuerKeyFile(config.dataFolder))
  const rows = await db.selectFrom('issuer_key_ends').select('public_key').limit(1000).execute()
  return keys.findLast((key) => !rows.some((row) => row.public_key === key.publicKey))
}

const newKey = async (dataFolder: string): Promise<Keypair> =>
  (await readKeys(issuerKeyFile(dataFolder))).length === 0
    ? makeKey(issuerKeyFile(dataFolder))
    : addIssuerKey(dataFolder)

async function readKeys(file: string): Promise<Keypair[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw cause
  })
  if (text === undefined) return []
  const mode = (await stat(file)).mode & 0o777
  if ((mode & 0o077) !== 0)
    throw new Error(`expected ${file} to be readable by its owner alone (mode 0600), got mode 0${mode.toString(8)}`)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const key = parseSecretKey(line)
      if (key === undefined) throw new Error(`expected secret keys in ${file}: it is damaged`)
      return key
    })
}

/** Puts one more secret key into the file of the data folder, the newest last, flushed to disk before anything is signed with it. */
export async function addIssuerKey(dataFolder: string): Promise<Keypair> {
  const file = issuerKeyFile(dataFolder)
  const known = (await readKeys(file)).length === 0 ? '' : await readFile(file, 'utf8')
  const line = writeSecretKey(randomBytes(32))
  await rename(await writeFresh(file, `${known.trimEnd()}\n${line}\n`.trimStart()), file)
  return newestOf(file)
}

// Put in its place whole, and only where nobody was faster: two processes that start at once share one key.
async function makeKey(file: string): Promise<Keypair> {
  const fresh = await writeFresh(file, `${writeSecretKey(randomBytes(32))}\n`)
  await link(fresh, file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause
  })
  await unlink(fresh)
  return newestOf(file)
}

// A file beside the one it will stand for. @returns its name
async function writeFresh(file: string, text: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(fresh, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return fresh
}

async function newestOf(file: string): Promise<Keypair> {
  const made = (await readKeys(file)).at(-1)
  if (made === undefined) throw new Error(`expected a secret key in ${file}: it is empty`)
  return made
}

/** The issuer's document: every key of the house, as did:web asks for it. */
export const didDocument = (did: string, publicKeys: readonly string[]) => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: did,
  verificationMethod: publicKeys.map((publicKeyMultibase) => ({
    id: keyIdOf(did, publicKeyMultibase),
    type: 'Multikey',
    controller: did,
    publicKeyMultibase,
  })),
  assertionMethod: publicKeys.map((publicKey) => keyIdOf(did, publicKey)),
})
