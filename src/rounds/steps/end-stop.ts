import { bringBack, confirmLineIn, fetchPledge, handOver, loadPick } from '../../goods'
import { noteHelped } from '../../needs'
import type { Tx } from '../../platform'
import type { StopRefusal, StopReport } from '../round'
import type { GoodsRow, RoundRow, StopRow } from './lock-round'
import { bringToSite, leaveBehind } from './reroute'

/** What is said of a stop that ends. */
export type StopEnd = {
  readonly what: StopReport
  readonly quantities?: Readonly<Record<string, number>>
  readonly reason?: StopRefusal | undefined
  readonly code: string
}

/** How many of something are on board still. */
export const left = ({ taken, given, back }: GoodsRow): number => taken - given - back

/** Whether so many may be said of it. What is set aside is loaded whole or stays: part of a box is another pick. */
export const isQuantity = (goods: GoodsRow, said: number | undefined): boolean => {
  if (said === undefined || said === 0) return true
  if (!Number.isSafeInteger(said) || said < 0) return false
  if (goods.state === 'aboard') return said <= left(goods)
  return goods.pick_id === null ? said <= goods.quantity : said === goods.quantity
}

/** What came of a stop that ended. `gone`: things that were to be loaded and were not there any more. */
export type Ended = {
  readonly moved: readonly { goodsId: string; quantity: number }[]
  readonly gone: number
  readonly codeSaid: boolean | null
  readonly isChanged: boolean
}

/** Moves the goods of a stop by what is said of it, those locked in their order. */
export async function endStop(
  tx: Tx,
  round: RoundRow,
  stop: StopRow,
  goods: readonly GoodsRow[],
  input: StopEnd,
): Promise<Ended> {
  if (input.what !== 'done') {
    // Fetched nowhere, or brought back from the door.
    if (stop.kind === 'fetch') await leaveBehind(tx, goods)
    else await bringToSite(tx, round, goods, input.what === 'refused')
    return { moved: [], gone: 0, codeSaid: null, isChanged: true }
  }
  const want = (one: GoodsRow) => input.quantities?.[one.id] ?? (one.state === 'aboard' ? left(one) : one.quantity)
  if (stop.kind === 'load' || stop.kind === 'fetch') return take(tx, round, stop, goods, want)
  if (stop.kind === 'unload') return unload(tx, round, stop, goods, want)
  return hand(tx, round, stop, goods, want, input)
}

type Want = (goods: GoodsRow) => number

async function take(tx: Tx, round: RoundRow, stop: StopRow, goods: readonly GoodsRow[], want: Want): Promise<Ended> {
  const moved: { goodsId: string; quantity: number }[] = []
  let gone = 0
  for (const one of goods) {
    const quantity = want(one)
    const pickId = quantity === 0 ? undefined : await takeOne(tx, round, stop, one, quantity)
    if (pickId === undefined) {
      if (quantity > 0) gone += 1
      await leaveBehind(tx, [one])
      continue
    }
    await tx.db
      .updateTable('round_goods')
      .set({ state: 'aboard', taken: quantity, pick_id: pickId })
      .where('id', '=', one.id)
      .execute()
    moved.push({ goodsId: one.id, quantity })
  }
  return { moved, gone, codeSaid: null, isChanged: moved.length < goods.length }
}

async function takeOne(tx: Tx, round: RoundRow, stop: StopRow, goods: GoodsRow, quantity: number) {
  if (stop.kind === 'load')
    return goods.pick_id !== null && (await loadPick(tx, goods.pick_id, round.id)) ? goods.pick_id : undefined
  return fetchPledge(tx, {
    pledgeId: goods.pledge_id ?? '',
    quantity,
    roundId: round.id,
    keeper: { region_id: round.region_id, organization_id: round.organization_id },
    condition: 'good',
    expiresOn: null,
  })
}

async function unload(tx: Tx, round: RoundRow, stop: StopRow, goods: readonly GoodsRow[], want: Want): Promise<Ended> {
  const moved: { goodsId: string; quantity: number }[] = []
  for (const one of goods) {
    const quantity = want(one)
    if (quantity === 0 || one.pick_id === null || stop.site_id === null) continue
    await bringBack(tx, one.pick_id, {
      roundId: round.id,
      siteId: stop.site_id,
      quantity,
      keep: !one.refused,
      cause: one.refused ? 'refused' : 'brought-back',
    })
    await keepCount(tx, { ...one, back: one.back + quantity })
    moved.push({ goodsId: one.id, quantity })
  }
  return { moved, gone: 0, codeSaid: null, isChanged: false }
}

async function hand(
  tx: Tx,
  round: RoundRow,
  stop: StopRow,
  goods: readonly GoodsRow[],
  want: Want,
  input: StopEnd,
): Promise<Ended> {
  const moved: { goodsId: string; quantity: number }[] = []
  const over: GoodsRow[] = []
  for (const one of goods) {
    const quantity = want(one)
    if (quantity > 0 && one.pick_id !== null) {
      await handOver(tx, one.pick_id, round.id, quantity)
      moved.push({ goodsId: one.id, quantity })
    }
    const now = { ...one, given: one.given + quantity }
    await keepCount(tx, now)
    if (left(now) > 0) over.push(now)
  }
  await bringToSite(tx, round, over, input.reason !== undefined)
  const needId = stop.need_id ?? ''
  const codeSaid = input.code === '' ? null : await confirmByCode(tx, goods, input.code)
  if (!(await isAnythingLeft(tx, needId))) await noteHelped(tx, needId)
  return { moved, gone: 0, codeSaid, isChanged: over.length > 0 }
}

const keepCount = async (tx: Tx, goods: GoodsRow): Promise<void> =>
  void (await tx.db
    .updateTable('round_goods')
    .set({ given: goods.given, back: goods.back, state: left(goods) === 0 ? 'done' : 'aboard' })
    .where('id', '=', goods.id)
    .execute())

/** The receipt of everything handed over here, where the code said is theirs. */
async function confirmByCode(tx: Tx, goods: readonly GoodsRow[], code: string): Promise<boolean> {
  const lines = await tx.db
    .selectFrom('pick_pledges as s')
    .innerJoin('pledges as p', 'p.id', 's.pledge_id')
    .select('p.line_id')
    .distinct()
    .where(
      's.pick_id',
      'in',
      goods.flatMap(({ pick_id }) => pick_id ?? []),
    )
    .orderBy('p.line_id')
    .limit(200)
    .execute()
  let said = false
  for (const { line_id } of lines) {
    const confirmed = await confirmLineIn(tx, { lineId: line_id, troubles: [], by: { kind: 'code', code } })
    if (!confirmed.ok && confirmed.error.kind === 'wrong-code') return false
    said ||= confirmed.ok
  }
  return said
}

async function isAnythingLeft(tx: Tx, needId: string): Promise<boolean> {
  const line = await tx.db
    .selectFrom('need_lines')
    .select('id')
    .where('need_id', '=', needId)
    .where((eb) => eb.or([eb('open', '>', 0), eb('promised', '>', 0), eb('in_transit', '>', 0)]))
    .limit(1)
    .executeTakeFirst()
  return line !== undefined
}
