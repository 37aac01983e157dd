import type { Db } from '../platform'
import type { Lang } from '../web'
import { findFacts, type NoticeRow, renderNotice } from './render'
import type { NoticeValues } from './told'

/** A notice as its receiver reads it. */
export type ShownNotice = {
  readonly id: string
  readonly text: string
  readonly path: string
  readonly at: Temporal.Instant
  readonly isSeen: boolean
  readonly pace: string
  /** How it went out beside the page: channel and state. */
  readonly ways: readonly { readonly channel: string; readonly state: string; readonly reason: string | null }[]
}

const PAGE = 30

/** A person's notices, newest first, 30 a page; `before` is the moment the page before ended with. */
export async function listNotices(
  db: Db,
  personId: string,
  lang: Lang,
  now: Temporal.Instant,
  before?: Temporal.Instant,
): Promise<{ notices: ShownNotice[]; next: Temporal.Instant | undefined }> {
  const rows = await db
    .selectFrom('notices as n')
    .select(['n.id', 'n.kind', 'n.path', 'n.values', 'n.due_at', 'n.seen_at', 'n.pace'])
    .where('n.person_id', '=', personId)
    .where('n.withdrawn_at', 'is', null)
    // An invitation leads nowhere: whoever has a page to read it on has answered it.
    .where('n.path', '<>', '')
    .where('n.due_at', before === undefined ? '<=' : '<', before ?? now)
    .orderBy('n.due_at', 'desc')
    .limit(PAGE + 1)
    .execute()
  const shown = rows.slice(0, PAGE)
  const notices = shown.map((row) => ({ ...row, values: row.values as NoticeValues }))
  const facts = await findFacts(db, notices)
  const ways = await waysOf(
    db,
    shown.map((row) => row.id),
  )
  return {
    notices: notices.map((row) => ({
      id: row.id,
      text: renderNotice(row satisfies NoticeRow, facts, lang),
      path: row.path,
      at: row.due_at,
      isSeen: row.seen_at !== null,
      pace: row.pace,
      ways: ways.get(row.id) ?? [],
    })),
    next: rows.length > PAGE ? shown.at(-1)?.due_at : undefined,
  }
}

async function waysOf(db: Db, ids: readonly string[]) {
  const all = new Map<string, { channel: string; state: string; reason: string | null }[]>()
  if (ids.length === 0) return all
  const rows = await db
    .selectFrom('notice_deliveries')
    .select(['notice_id', 'channel', 'state', 'reason'])
    .where('notice_id', 'in', ids)
    .where('channel', '<>', 'in-app')
    .orderBy('channel')
    .limit(6 * PAGE)
    .execute()
  for (const { notice_id, ...way } of rows) all.set(notice_id, [...(all.get(notice_id) ?? []), way])
  return all
}

/** How many notices wait unseen, 99 at most, and the newest of them. */
export async function findUnseen(db: Db, personId: string, lang: Lang, now: Temporal.Instant) {
  const rows = await db
    .selectFrom('notices')
    .select(['id', 'kind', 'path', 'values', 'due_at'])
    .where('person_id', '=', personId)
    .where('seen_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('path', '<>', '')
    .where('due_at', '<=', now)
    .orderBy('due_at', 'desc')
    .limit(99)
    .execute()
  const [newest] = rows
  if (newest === undefined) return undefined
  const row: NoticeRow = { ...newest, values: newest.values as NoticeValues }
  return {
    count: rows.length,
    text: renderNotice(row, await findFacts(db, [row]), lang),
    path: row.path,
    at: newest.due_at,
  }
}

/** Marks what was due by a moment as seen by its receiver. */
export const markSeen = (db: Db, personId: string, until: Temporal.Instant, now: Temporal.Instant) =>
  db
    .updateTable('notices')
    .set({ seen_at: now })
    .where('person_id', '=', personId)
    .where('seen_at', 'is', null)
    .where('due_at', '<=', until)
    .execute()

/** Facts of being told, for numbers: how many notices ended how in a time, by channel. */
export type ToldCount = { readonly channel: string; readonly state: string; readonly count: number }

/** Counts of deliveries that ended in `[from, to)`, by channel and state. Served by notice_deliveries_told_idx. */
export async function countTold(db: Db, from: Temporal.Instant, to: Temporal.Instant): Promise<ToldCount[]> {
  return db
    .selectFrom('notice_deliveries')
    .select((eb) => ['channel', 'state', eb.fn.countAll<number>().as('count')] as const)
    .where('state', 'in', ['sent', 'failed', 'skipped'])
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to)
    .groupBy(['channel', 'state'])
    .orderBy('channel')
    .orderBy('state')
    .limit(50)
    .execute()
}
