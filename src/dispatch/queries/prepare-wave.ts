import { nextAskableAt } from '../../allocation'
import type { Db } from '../../platform'
import { WAVE_MAX } from '../pace-wave'
import type { ToAsk } from '../steps/send-asks'
import { toAskingOrder } from './asking-order'
import { type AskedPost, findPost, isEmergency } from './find-post'
import { listBest } from './list-best'
import { rankForPost } from './rank-for-post'

const RESERVE_MAX = 2000

/** Who may be asked next in a call-out, in order. Prepared before the command, which re-checks state, seats and ceiling. */
export type PreparedWave = {
  readonly post: AskedPost
  readonly next: readonly ToAsk[]
  /** People of the reserve whose turn came and who may not come any more. */
  readonly dropped: readonly string[]
  /** More of the reserve may be asked now than was looked at. */
  readonly more: boolean
  /** When the first of those who sleep may be asked; undefined when nobody does. */
  readonly quietUntil: Temporal.Instant | undefined
  readonly reserveEmpty: boolean
}

/** Looks at the reserve of a call-out: who of it may be asked now, and who has quiet hours. */
export async function prepareWave(
  db: Db,
  callOut: { readonly id: string; readonly post_id: string },
  now: Temporal.Instant,
): Promise<PreparedWave | undefined> {
  const post = await findPost(db, callOut.post_id)
  if (post === undefined) return undefined
  const reserve = await db
    .selectFrom('call_out_reserve as c')
    .innerJoin('volunteers as v', 'v.id', 'c.volunteer_id')
    .innerJoin('people as p', 'p.id', 'v.id')
    .select(['c.volunteer_id as id', 'v.emergency_calls', 'p.zone', 'p.quiet_from', 'p.quiet_until'])
    .where('c.call_out_id', '=', callOut.id)
    .orderBy('c.place')
    .limit(RESERVE_MAX)
    .execute()
  const awake: string[] = []
  const askableOf = askableFrom(now)
  let quietUntil: Temporal.Instant | undefined
  for (const one of reserve) {
    const askable = isEmergency(post) && one.emergency_calls ? now : askableOf(one)
    if (Temporal.Instant.compare(askable, now) <= 0) awake.push(one.id)
    else if (quietUntil === undefined || Temporal.Instant.compare(askable, quietUntil) < 0) quietUntil = askable
  }
  const looked = awake.slice(0, WAVE_MAX)
  const { ranked } =
    looked.length === 0 ? { ranked: [] } : await rankForPost(db, post, now, { k: WAVE_MAX, ids: looked })
  const place = new Map(looked.map((id, at) => [id, at]))
  const inOrder = ranked.toSorted((a, b) => (place.get(a.personId) ?? 0) - (place.get(b.personId) ?? 0))
  const eligible = new Set(ranked.map((one) => one.personId))
  return {
    post,
    next: inOrder.map(({ personId, reasons, chance }) => ({ personId, reasons, chance })),
    dropped: looked.filter((id) => !eligible.has(id)),
    more: awake.length > looked.length,
    quietUntil,
    reserveEmpty: reserve.length === 0,
  }
}

/** The first moment from now on when a person may be asked for work that is no emergency of theirs. */
export const askableAt = (
  now: Temporal.Instant,
  person: { readonly zone: string; readonly quiet_from: string; readonly quiet_until: string },
): Temporal.Instant =>
  nextAskableAt(now, person.zone, {
    from: Temporal.PlainTime.from(person.quiet_from),
    to: Temporal.PlainTime.from(person.quiet_until),
  })

/** {@link askableAt} for many people: those of one zone with the same quiet hours are reckoned once. */
export function askableFrom(now: Temporal.Instant): (person: Parameters<typeof askableAt>[1]) => Temporal.Instant {
  const known = new Map<string, Temporal.Instant>()
  return (person) => {
    const key = `${person.zone} ${person.quiet_from} ${person.quiet_until}`
    const at = known.get(key) ?? askableAt(now, person)
    known.set(key, at)
    return at
  }
}

/** Everyone who may come by now and is not asked or waiting already: a reserve made anew. */
export async function findReserve(
  db: Db,
  callOut: { readonly id: string; readonly post_id: string },
  now: Temporal.Instant,
): Promise<string[]> {
  const post = await findPost(db, callOut.post_id)
  if (post === undefined) return []
  const ranked = await listBest(db, post, now, RESERVE_MAX)
  return (await toAskingOrder(db, post, ranked, callOut.id)).map((one) => one.personId)
}
