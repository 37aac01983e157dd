import type { Db } from '../platform/database/open'
import type { Log } from '../platform/log'
import { type Entry, lastPosition, listEntriesAfter } from './read'
import { openRecent, type Recent } from './recent'
import { SEQUENCED_AT_ONCE, sequence } from './sequencer'

const BATCH = 500
const POLL_MS = 1000
const RETRY_MS = 2000
// Each run costs some queries, however few entries it reads: in a rush of commands they come together.
const REST_MS = 100
const LOOK_AGAIN_MS = 10
// Then the next poll looks.
const LOOKS_MAX = 50

/**
 * Someone who reads the journal. A durable follower's position is kept in the database and moves in the same transaction as what
 * `handle` writes through `db`, so each entry counts once; a fleeting one begins at the end and lives in memory (live pages).
 */
export type Follower = {
  readonly name: string
  readonly durable: boolean
  /** Called once when a fleeting follower begins: whatever is given a position from now on is handed to it. */
  begin?(): void
  handle(entries: readonly Entry[], db: Db): Promise<void>
  /** Called when what a durable follower wrote is committed: after each batch, and once more when it has read all there was. */
  settled?(isAll: boolean): Promise<void>
  /** How long a durable one rests between two runs, so that entries come to it together; a tenth of a second by itself. */
  readonly restMs?: number
}

/** Runs the sequencer and the followers until stopped. */
export type Journal = {
  /** Something was committed here: give it a position. */
  nudge(): void
  /** A sequencer somewhere has given positions: let the followers read. */
  heard(): void
  /** Resolves when everything committed before the call has been followed. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

/**
 * Lets one durable follower read everything that has a position.
 * @param recent what others of this process have read already
 * @returns how many entries it read
 */
export async function catchUp(db: Db, follower: Follower, recent?: Recent): Promise<number> {
  let read = 0
  await recent?.refresh()
  for (;;) {
    const count = await db.transaction().execute(async (tx) => {
      const at = (await takePlace(tx, follower.name)) ?? (await beginAtFirst(tx, follower.name))
      if (at === undefined) return 0
      const entries = recent?.after(at.position, BATCH) ?? (await listEntriesAfter(tx, at.position, BATCH))
      const last = entries.at(-1)
      if (last === undefined) return 0
      await follower.handle(entries, tx)
      await tx
        .updateTable('followers')
        .set({ position: last.position, moved_at: Temporal.Now.instant(), failure: null })
        .where('name', '=', follower.name)
        .execute()
      return entries.length
    })
    read += count
    await follower.settled?.(count < BATCH)
    if (count < BATCH) return read
  }
}

const takePlace = (db: Db, name: string) =>
  db.selectFrom('followers').select('position').where('name', '=', name).forUpdate().skipLocked().executeTakeFirst()

// Nothing comes back where another process holds the place.
const beginAtFirst = (db: Db, name: string) =>
  db
    .insertInto('followers')
    .values({ name })
    .onConflict((c) => c.doNothing())
    .returning('position')
    .executeTakeFirst()

/** Starts the sequencer and every follower. */
export async function startJournal(db: Db, followers: readonly Follower[], log: Log): Promise<Journal> {
  let positions = await lastPosition(db)
  const recent = openRecent(db, positions)
  const fleeting = followers.filter((f) => !f.durable)
  for (const follower of fleeting) follower.begin?.()
  const loops: Loop[] = []
  const sequencer = loop('sequencer', log, async () => {
    for (let taken = 0; taken < LOOKS_MAX; ) {
      const moved = await sequence(db)
      if (moved === undefined) {
        // Another process is at it, and may have looked before what was committed here: whoever finds the lock taken looks again.
        taken++
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
        continue
      }
      if (moved > 0) for (const other of loops) other.nudge()
      if (moved < SEQUENCED_AT_ONCE) return
    }
  })
  loops.push(
    ...followers
      .filter((f) => f.durable)
      .map((f) =>
        loop(f.name, log, async () => void (await catchUp(db, f, recent)), {
          failed: (message) => markFailure(db, f.name, message),
          restMs: f.restMs ?? REST_MS,
        }),
      ),
    loop('live', log, async () => {
      await recent.refresh()
      for (;;) {
        const entries = recent.after(positions, BATCH) ?? (await listEntriesAfter(db, positions, BATCH))
        const last = entries.at(-1)
        if (last === undefined) return
        for (const follower of fleeting) await follower.handle(entries, db)
        positions = last.position
        if (entries.length < BATCH) return
      }
    }),
  )
  const timer = setInterval(() => {
    sequencer.nudge()
    for (const other of loops) other.nudge()
  }, POLL_MS)
  sequencer.nudge()
  return {
    nudge: () => sequencer.nudge(),
    heard: () => {
      for (const other of loops) other.nudge()
    },
    caughtUp: async () => {
      await sequencer.run()
      await Promise.all(loops.map((l) => l.run()))
    },
    stop: async () => {
      clearInterval(timer)
      await Promise.all([sequencer, ...loops].map((l) => l.stop()))
    },
  }
}

const markFailure = async (db: Db, name: string, failure: string) => {
  await db.updateTable('followers').set({ failure }).where('name', '=', name).execute()
}

type Loop = { nudge(): void; run(): Promise<void>; stop(): Promise<void> }

// At most one run at a time; a nudge during a run asks for one more. A failure is logged and tried again after a while.
function loop(
  name: string,
  log: Log,
  work: () => Promise<void>,
  { failed, restMs = 0 }: { failed?: (message: string) => Promise<void>; restMs?: number | undefined } = {},
): Loop {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let waitUntil = 0
  let restUntil = 0
  let resting: ReturnType<typeof setTimeout> | undefined
  const start = () => {
    clearTimeout(resting)
    resting = undefined
    running = (async () => {
      do {
        again = false
        try {
          await work()
        } catch (cause) {
          const message = cause instanceof Error ? cause.message : 'unknown'
          log('journal.follower-failed', { name, message })
          waitUntil = Date.now() + RETRY_MS
          await failed?.(message).catch(() => {})
        }
      } while (again && !stopped && Date.now() >= waitUntil && restMs === 0)
      restUntil = Date.now() + restMs
    })().finally(() => {
      running = undefined
      if (again && restMs > 0) nudge()
    })
    return running
  }
  const nudge = () => {
    if (stopped || Date.now() < waitUntil) return
    if (running) again = true
    else if (Date.now() >= restUntil) void start()
    else resting ??= setTimeout(() => void start(), restUntil - Date.now())
  }
  return {
    nudge,
    run: async () => {
      await running
      await start()
    },
    stop: async () => {
      stopped = true
      clearTimeout(resting)
      await running
    },
  }
}
