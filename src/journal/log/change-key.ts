import { rename } from 'node:fs/promises'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { inCommand, type Tx } from '../../platform/command'
import type { Ctx } from '../../platform/context'
import { logKeyAdded, logRestarted } from './entries'
import { memoryFile, readMemory } from './memory'
import { findLogKey } from './read-log'
import { addSigningKey, keepNewestKey, readSigningKeys, type SigningKey } from './signing-keys'

/** Why no key was changed: the log has not begun, or its key lies on another machine. */
export type KeyChangeError =
  | { readonly kind: 'no-log' }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'nothing-lost' }

/**
 * Adds a key to the log. The next checkpoint is signed with it and with those before it, for as long as {@link retireKeys} is not called: whoever
 * trusts the old key sees the new one beside it.
 */
export async function rotateKey(ctx: Ctx, regionId: string): Promise<Result<SigningKey, KeyChangeError>> {
  const { dataFolder } = ctx.config
  const current = await findLogKey(ctx.db)
  if (current === undefined) return err({ kind: 'no-log' })
  const mine = await readSigningKeys(dataFolder)
  if (!mine.some((key) => key.line === current.verifier_key)) return err({ kind: 'no-key' })
  const key = await addSigningKey(dataFolder, current.origin)
  return inCommand(ctx, 'rotateKey', async (tx) => {
    await putKey(tx, key)
    tx.append(
      logKeyAdded.entry({
        subjectId: newPublicId(),
        regionId,
        body: { keyId: key.verifier.id },
        public: { day: today(tx) },
      }),
    )
    return ok(key)
  })
}

/** Takes every key but the newest from the data folder: from now on only that one signs. @returns how many went */
export const retireKeys = (ctx: Ctx): Promise<number> => keepNewestKey(ctx.config.dataFolder)

/**
 * Lets the log go on under another name where the database holds less than was published, or other entries. The old name's last checkpoint is kept
 * beside it, so that nobody has to take our word for what is lost.
 */
export async function restartLog(ctx: Ctx, regionId: string): Promise<Result<SigningKey, KeyChangeError>> {
  const { dataFolder } = ctx.config
  const remembered = await readMemory(dataFolder)
  if (remembered === undefined) return err({ kind: 'nothing-lost' })
  const key = await addSigningKey(dataFolder, nextName(remembered.origin))
  const restarted = await inCommand(ctx, 'restartLog', async (tx) => {
    await putKey(tx, key)
    const body = { keyId: key.verifier.id, lost: remembered.size }
    tx.append(
      logRestarted.entry({
        subjectId: newPublicId(),
        regionId,
        body,
        public: { day: today(tx), count: remembered.size },
      }),
    )
    return ok(key)
  })
  const file = memoryFile(dataFolder)
  await rename(file, `${file}.ended-at-${remembered.size}`)
  return restarted
}

// `…/log`, `…/log-2`, `…/log-3`
function nextName(origin: string): string {
  const [, base = origin, number = '1'] = /^(.*\/log)-(\d+)$/.exec(origin) ?? []
  return `${base}-${Number(number) + 1}`
}

const today = (tx: Tx): string => tx.now.toZonedDateTimeISO('UTC').toPlainDate().toString()

const putKey = async ({ db, now }: Tx, { verifier, line }: SigningKey): Promise<void> => {
  await db.insertInto('log_keys').values({ origin: verifier.name, verifier_key: line, made_at: now }).execute()
}
