import type { Db } from '../platform/database/open'
import { type Entry, listEntriesAfter } from './read'

/** Entries kept in memory, at most. */
const KEPT_MAX = 4000
const READ_AT_ONCE = 1000

/**
 * The newest entries, read once for everybody in this process who follows the journal. Positions have no gaps and entries never change, so
 * whatever is kept is what the database would answer.
 */
export type Recent = {
  /** Reads what has a position by now; after it {@link Recent.after} knows everything that was committed before the call. */
  refresh(): Promise<void>
  /** Entries after a position, in order, at most `limit`; `undefined` where they are older than what is kept. */
  after(position: number, limit: number): readonly Entry[] | undefined
}

/** @param from entries up to this position are not kept */
export function openRecent(db: Db, from: number): Recent {
  let kept: Entry[] = []
  /** Position before the first that is kept. */
  let before = from
  const last = (): number => before + kept.length
  const readOn = async (): Promise<void> => {
    for (;;) {
      const more = await listEntriesAfter(db, last(), READ_AT_ONCE)
      kept = [...kept, ...more].slice(-KEPT_MAX)
      before = (more.at(-1)?.position ?? last()) - kept.length
      if (more.length < READ_AT_ONCE) return
    }
  }
  let reading: Promise<void> | undefined
  let next: Promise<void> | undefined
  const read = (): Promise<void> => {
    next = undefined
    reading = readOn().finally(() => {
      reading = undefined
    })
    return reading
  }
  return {
    // A reading under way may have looked before the caller's entries were there: the one after it is shared by all who wait.
    refresh: () => {
      if (reading === undefined) return read()
      next ??= reading.then(read, read)
      return next
    },
    after: (position, limit) =>
      position < before ? undefined : kept.slice(position - before, position - before + limit),
  }
}
