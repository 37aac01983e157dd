import { sql } from 'kysely'
import type { Post } from '../../allocation'
import { type Entry, type Follower, lastPosition } from '../../journal'
import type { Ctx, Db } from '../../platform'
import { FilledIndex, type Proposed } from './filled-index'
import { listNamed, type Naming } from './list-named'

const PAGE = 2000
const TOLD_EVERY = 20
/** An index is filled anew after a day: its horizon moves on, and people sit by their neighbours again. */
const REFILL_MINUTES = 24 * 60
/** After a filling that failed, so long until the next. */
const RETRY_MINUTES = 10
/** Entries an index may be behind: whoever they name is looked at besides. With more it does not answer. */
const BEHIND_MAX = 500

const byDatabase = new WeakMap<Db, KeptIndex>()

type Owner = Pick<Ctx, 'db' | 'clock' | 'log'>

/**
 * The index of everybody who may be asked, in this process: filled from the database at start, kept by the journal, filled anew every day.
 * An answer never waits for the journal: whoever is named by an entry that is not followed yet is looked at besides.
 */
export class KeptIndex {
  readonly follower: Follower
  readonly #owner: Owner
  #index: FilledIndex | undefined
  #filling: { index: FilledIndex; missed: Set<string> } | undefined
  #running: Promise<void> | undefined
  #triedAt: Temporal.Instant | undefined

  constructor(owner: Owner) {
    this.#owner = owner
    this.follower = {
      name: 'ask-index',
      durable: false,
      begin: () => {
        byDatabase.set(owner.db, this)
        void this.fill()
      },
      handle: (entries) => this.#follow(entries),
    }
  }

  /** People known; 0 until the index is filled for the first time. */
  get size(): number {
    return this.#index?.size ?? 0
  }

  /** Reads everybody from the database, a page at a time; the index before answers until then. One filling at a time: waits for that under way. */
  fill(): Promise<void> {
    this.#running ??= this.#fillNow().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #fillNow(): Promise<void> {
    const { db, clock, log } = this.#owner
    this.#triedAt = clock.now()
    try {
      const index = new FilledIndex(await lastPosition(db), clock.now())
      this.#filling = { index, missed: new Set() }
      const { missed } = this.#filling
      await this.#readAll(index)
      for (let ids = [...missed]; ids.length > 0; ids = [...missed]) {
        missed.clear()
        await index.read(db, ids, clock.now())
      }
      this.#index = index
      log('ask-index.filled', { people: index.size })
    } catch (cause) {
      log('ask-index.fill-failed', { message: cause instanceof Error ? cause.message : 'unknown' })
    } finally {
      this.#filling = undefined
    }
  }

  /**
   * Who to look at for a post, the best k of them in order; undefined while the index is filled for the first time, is too far behind, or
   * cannot answer for this post.
   */
  async propose(
    post: Post,
    k: number,
    now: Temporal.Instant,
  ): Promise<{ best: Proposed[]; besides: string[] } | undefined> {
    const index = this.#index
    if (index === undefined) return undefined
    const behind = await this.#listBehind(index.position)
    if (behind === undefined) return undefined
    const best = index.propose(post, k, now)
    return best && { best, besides: behind }
  }

  async #readAll(index: FilledIndex): Promise<void> {
    const { db, clock, log } = this.#owner
    let after = { cell: '', id: '00000000-0000-0000-0000-000000000000' }
    for (let page = 1; ; page++) {
      const { rows } = await sql<{ id: string; cell: string }>`
        SELECT id, cell FROM volunteers WHERE state = 'active' AND NOT interested_only AND (cell, id) > (${after.cell}, ${after.id}::uuid)
        ORDER BY cell, id LIMIT ${PAGE}`.execute(db)
      const last = rows.at(-1)
      if (last === undefined) return
      const ids = rows.map(({ id }) => id)
      await index.read(db, ids, clock.now(), true)
      after = last
      if (page % TOLD_EVERY === 0) log('ask-index.filling', { people: index.size })
    }
  }

  async #follow(entries: readonly Entry[]): Promise<void> {
    const { db, clock, log } = this.#owner
    const position = entries.at(-1)?.position
    if (position === undefined) return
    const ids = await listNamed(db, entries)
    const filling = this.#filling
    if (filling !== undefined) {
      for (const id of ids) filling.missed.add(id)
      filling.index.position = position
    }
    const index = this.#index
    try {
      await index?.read(db, ids, clock.now())
      if (index !== undefined) index.position = position
    } catch (cause) {
      // Something is missing from it now: until it is filled anew everybody is read as before.
      this.#index = undefined
      log('ask-index.follow-failed', { message: cause instanceof Error ? cause.message : 'unknown' })
    }
    this.#fillWhenDue(clock.now())
  }

  #fillWhenDue(now: Temporal.Instant): void {
    const isOld = this.#index === undefined || this.#index.ageMinutes(now) >= REFILL_MINUTES
    const isSoon = this.#triedAt !== undefined && now.since(this.#triedAt).total('minutes') < RETRY_MINUTES
    if (isOld && !isSoon) void this.fill()
  }

  /** Everybody named by an entry after this position, or by one that waits for its own; undefined for too many. */
  async #listBehind(position: number): Promise<string[] | undefined> {
    const { db } = this.#owner
    const { rows } = await sql<Naming>`
      SELECT kind, subject_id AS "subjectId", body FROM journal WHERE id IN (
        SELECT entry_id FROM journal_positions WHERE position > ${position} UNION ALL SELECT entry_id FROM journal_pending)
      LIMIT ${BEHIND_MAX + 1}`.execute(db)
    return rows.length > BEHIND_MAX ? undefined : await listNamed(db, rows)
  }
}

/** The index kept in this process over a database: that of the follower which began last, if any did. */
export const findKeptIndex = (db: Db): KeptIndex | undefined => byDatabase.get(db)
