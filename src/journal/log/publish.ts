import { mkdir } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Clock } from '../../platform/clock'
import type { Db } from '../../platform/database/open'
import { checkpointText, emptyRoot } from '../../verify'
import { continues, memoryFile, readMemory, sayRefusal } from './memory'
import { countLeaves, findCheckpoint, findLogKey, listLogKeys, proverOf } from './read-log'
import { replaceFile } from './replace-file'
import { sha256 } from './sha256'
import { addSigningKey, readSigningKeys, type SigningKey } from './signing-keys'

/** What signs checkpoints: where keys and memory lie, and the log's name. */
export type Signer = {
  readonly dataFolder: string
  /** Name of the log where it has none yet: fixed from its first checkpoint on. */
  readonly origin: string
  /** Whether the house is set up, so that its address is known for good. */
  readonly isReady: () => Promise<boolean>
  readonly clock: Clock
}

/** Host of an address with the path of the log: its name, and that of its keys. */
export const originOf = (url: string): string => `${new URL(url).host}/log`

/**
 * Signs a checkpoint over everything sealed so far, where there is something new and the key lies in this data folder. First it looks that the
 * log goes on from the last one signed; then that one is written beside the database, before anybody can see the new one: whatever breaks off in
 * between, a later start knows what was signed.
 * @throws {Error} if the database holds less than, or other than, what was signed: nothing is signed any more
 */
export async function publishCheckpoint(db: Db, signer: Signer): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ got: boolean }>`
      SELECT pg_try_advisory_xact_lock(hashtext('asar log')) AS got`.execute(tx)
    if (rows[0]?.got !== true) return
    const last = await findCheckpoint(tx)
    const leaves = await countLeaves(tx)
    if (last !== undefined && leaves <= last.size) return
    const keys = await keysFor(tx, signer)
    if (keys.length === 0) return
    await refuseFork(tx, signer, leaves)
    const root = leaves === 0 ? emptyRoot(sha256) : await proverOf(tx, leaves).root()
    const text = checkpointText(keys[0]?.verifier.name ?? '', { size: leaves, root })
    const note = `${text}\n${keys.map((key) => key.sign(text)).join('')}`
    await mkdir(signer.dataFolder, { recursive: true })
    await replaceFile(memoryFile(signer.dataFolder), note)
    await tx
      .insertInto('log_checkpoints')
      .values({ size: leaves, root: Buffer.from(root), note, at: signer.clock.now() })
      .execute()
  })
}

// The newest first; none where it lies elsewhere. Older ones sign too for as long as their operator keeps them.
async function keysFor(db: Db, signer: Signer): Promise<SigningKey[]> {
  const current = await findLogKey(db)
  if (current === undefined) return (await signer.isReady()) ? [await begin(db, signer)] : []
  const known = await listLogKeys(db, current.origin)
  const mine = (await readSigningKeys(signer.dataFolder)).filter((key) => known.includes(key.line)).reverse()
  return mine.some((key) => key.line === current.verifier_key) ? mine : []
}

// A key made by a start that broke off is taken up again.
async function begin(db: Db, { dataFolder, origin, clock }: Signer): Promise<SigningKey> {
  const made = (await readSigningKeys(dataFolder)).filter((key) => key.verifier.name === origin).at(-1)
  const key = made ?? (await addSigningKey(dataFolder, origin))
  await db.insertInto('log_keys').values({ origin, verifier_key: key.line, made_at: clock.now() }).execute()
  return key
}

async function refuseFork(db: Db, { dataFolder }: Signer, leaves: number): Promise<void> {
  const remembered = await readMemory(dataFolder)
  if (remembered === undefined) return
  const continued = await continues(db, remembered, leaves)
  if (!continued.ok) throw new Error(sayRefusal(continued.error, memoryFile(dataFolder)))
}
