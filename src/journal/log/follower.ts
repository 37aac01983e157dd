import type { Db } from '../../platform/database/open'
import { type Log, silentLog } from '../../platform/log'
import type { Follower } from '../follow'
import { appendLeaves } from './append-leaves'
import { askWitnesses } from './ask-witnesses'
import { publishCheckpoint, type Signer } from './publish'

// At most five checkpoints a second, however many entries come.
const REST_MS = 200
const ASK_MS = 1000

/** Seals entries in their order and signs a checkpoint over them. Any process seals; those signs whose data folder holds the key. */
export function transparencyLog(db: Db, signer: Signer, log: Log = silentLog): Follower {
  let due = 0
  let asking: Promise<void> | undefined
  let askDue = 0
  // Never waited for: a witness that is slow must not keep entries from being sealed.
  const ask = () => {
    if (asking !== undefined || performance.now() < askDue) return
    askDue = performance.now() + ASK_MS
    asking = askWitnesses(db, log)
      .catch((cause) => log('log.witness-failed', { message: cause instanceof Error ? cause.message : 'unknown' }))
      .finally(() => {
        asking = undefined
      })
  }
  return {
    name: 'transparency-log',
    durable: true,
    restMs: REST_MS,
    handle: async (entries, tx) => {
      const first = entries[0]
      if (first !== undefined) await appendLeaves(tx, first.position - 1, entries.length)
    },
    settled: async (isAll) => {
      if (!isAll && performance.now() < due) return
      await publishCheckpoint(db, signer)
      due = performance.now() + REST_MS
      ask()
    },
  }
}
