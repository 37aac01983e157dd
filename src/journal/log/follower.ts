import type { Db } from '../../platform/database/open'
import type { Follower } from '../follow'
import { appendLeaves } from './append-leaves'
import { publishCheckpoint, type Signer } from './publish'

// At most five checkpoints a second, however many entries come.
const REST_MS = 200

/** Seals entries in their order and signs a checkpoint over them. Any process seals; those signs whose data folder holds the key. */
export function transparencyLog(db: Db, signer: Signer): Follower {
  let due = 0
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
    },
  }
}
