import { type Delivery, deliversHere, listDeliveries } from '../../goods'
import { listMessagesOf, listUntold, type Untold, type WaitingMessage } from '../../notices'
import type { Companion } from '../../people'
import type { Ctx, Db } from '../../platform'
import type { Lang } from '../../web'
import type { Callee } from '../callee'
import { type DoneByPhone, listDoneByPhone } from './list-done-by-phone'
import { listSpeakers } from './list-speakers'

/** What a call can be about: asks that wait, or the request and what came of it. */
export type Case = {
  readonly asks: readonly {
    readonly id: string
    readonly title: string
    readonly organization: string
    readonly startsAt: Temporal.Instant
    readonly zone: string
    readonly state: string
  }[]
  readonly need:
    | { readonly id: string; readonly reference: string; readonly state: string; readonly kind: string }
    | undefined
  /** What came and they have not spoken of. */
  readonly unanswered: readonly Delivery[]
  /** There is something to confirm, and this operator has no part in it. */
  readonly mayConfirm: boolean
  /** Who may say it for the person helped. */
  readonly speakers: readonly Companion[]
  /** What we have to say to them, in their language. */
  readonly untold: readonly Untold[]
  /** What they wrote that nobody has seen to. */
  readonly messages: readonly WaitingMessage[]
  /** Number of a gift. */
  readonly gift: string | undefined
  /** What operators did for them in calls. */
  readonly done: readonly DoneByPhone[]
  readonly tries: readonly {
    readonly id: string
    readonly at: Temporal.Instant
    readonly outcome: string
    readonly words: string | null
    readonly operator: string | null
  }[]
}

/** The case of a callee: open asks soonest work first at most 10, or the request; what waits to be told or seen; the last ten calls. */
export async function readCase(ctx: Ctx, callee: Callee, lang: Lang): Promise<Case> {
  const { db } = ctx
  const now = ctx.clock.now()
  const { kind, id } = callee
  const [asks, need, deliveries, isPart, speakers, untold, messages, gift, tries, done] = await Promise.all([
    kind === 'person' ? openAsks(db, id, now) : [],
    kind === 'need'
      ? db.selectFrom('needs').select(['id', 'reference', 'state', 'kind']).where('id', '=', id).executeTakeFirst()
      : undefined,
    kind === 'need' ? listDeliveries(db, id) : [],
    kind === 'need' ? deliversHere(db, ctx, id) : false,
    kind === 'need' ? listSpeakers(ctx, id) : [],
    kind === 'message' ? [] : listUntold(db, { kind, id }, now, lang),
    kind === 'gift' ? [] : listMessagesOf(db, { kind, id }, now),
    kind === 'gift' ? db.selectFrom('gifts').select('reference').where('id', '=', id).executeTakeFirst() : undefined,
    lastTries(db, callee),
    kind === 'person' || kind === 'need' ? listDoneByPhone(db, { kind, id }) : [],
  ])
  const unanswered = deliveries.filter(({ receipt_id }) => receipt_id === null)
  const mayConfirm = !isPart && (need?.state === 'helped' || unanswered.length > 0)
  return { asks, need, unanswered, mayConfirm, speakers, untold, messages, gift: gift?.reference, tries, done }
}

const openAsks = async (db: Db, personId: string, now: Temporal.Instant): Promise<Case['asks']> =>
  (
    await db
      .selectFrom('asks as q')
      .innerJoin('posts as p', 'p.id', 'q.post_id')
      .innerJoin('activities as a', 'a.id', 'q.activity_id')
      .innerJoin('organizations as o', 'o.id', 'q.organization_id')
      .select(['q.id', 'q.state', 'p.starts_at', 'a.zone', 'a.title', 'o.name'])
      .where('q.volunteer_id', '=', personId)
      // A time or words of their own are no last word: a yes may follow in the call.
      .where('q.state', 'in', ['asked', 'silent', 'yes-from', 'words'])
      .where('a.state', '=', 'open')
      .where('p.ends_at', '>', now)
      .orderBy('p.starts_at')
      .limit(10)
      .execute()
  ).map((row) => ({
    id: row.id,
    title: row.title,
    organization: row.name,
    startsAt: row.starts_at,
    zone: row.zone,
    state: row.state,
  }))

const lastTries = (db: Db, callee: Callee): Promise<Case['tries']> =>
  db
    .selectFrom('line_tries as t')
    .leftJoin('line_words as w', 'w.try_id', 't.id')
    .leftJoin('people as p', 'p.id', 't.operator_id')
    .select(['t.id', 't.at', 't.outcome', 'w.words', 'p.name as operator'])
    .where('t.callee_kind', '=', callee.kind)
    .where('t.callee_id', '=', callee.id)
    .where('t.undone_at', 'is', null)
    .orderBy('t.at', 'desc')
    .limit(10)
    .execute()
