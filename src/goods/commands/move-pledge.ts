import type { Selectable } from 'kysely'
import { newId } from '../../kit/ids'
import { lockLine, mayStep, moveLine } from '../../needs'
import type { DB, Tx } from '../../platform'

/** A pledge as its row. */
export type PledgeRow = Selectable<DB['pledges']>
/** A need as its row: no contact, no words. */
export type NeedRow = Selectable<DB['needs']>
/** A line as its row. */
export type LineRow = Selectable<DB['need_lines']>

/** Where a quantity of a pledge can be. */
export type PledgePart = 'source' | 'awaited' | 'at_site' | 'in_transit' | 'delivered' | 'released'

/** One movement of a pledge: what moves, why (a code), and the row that caused it. */
export type PledgeMove = {
  readonly from: Exclude<PledgePart, 'released'>
  readonly to: Exclude<PledgePart, 'source'>
  readonly quantity: number
  readonly cause: string
  readonly causeId?: string | null
}

/** A pledge with its line and need; line and pledge are locked, in this order. */
export type LockedPledge = { readonly pledge: PledgeRow; readonly line: LineRow; readonly need: NeedRow }

/** The pledge locked behind its line: every change of one line waits its turn at the line. Undefined when there is none. */
export async function lockPledge(tx: Tx, pledgeId: string): Promise<LockedPledge | undefined> {
  const seen = await tx.db.selectFrom('pledges').select('line_id').where('id', '=', pledgeId).executeTakeFirst()
  const line = seen === undefined ? undefined : await lockLine(tx, seen.line_id)
  if (line === undefined) return undefined
  const pledge = await tx.db
    .selectFrom('pledges')
    .selectAll()
    .where('id', '=', pledgeId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const need = await tx.db.selectFrom('needs').selectAll().where('id', '=', line.need_id).executeTakeFirstOrThrow()
  return { pledge, line, need }
}

const linePartOf = {
  awaited: 'promised',
  at_site: 'promised',
  in_transit: 'in_transit',
  delivered: 'delivered',
} as const

/**
 * Moves part of a locked pledge, and its line with it where the line tells the two parts apart. What is released goes back to open, or is
 * withdrawn where the need has ended. The database refuses what a part does not hold. Records line.moved.
 */
export async function movePledge(
  tx: Tx,
  { pledge, need }: Omit<LockedPledge, 'line'>,
  move: PledgeMove,
): Promise<void> {
  await tx.db
    .insertInto('pledge_movements')
    .values({
      id: newId(tx.now.epochMilliseconds),
      pledge_id: pledge.id,
      from_part: move.from,
      to_part: move.to,
      quantity: move.quantity,
      cause: move.cause,
      cause_id: move.causeId ?? null,
      at: tx.now,
    })
    .execute()
  if (move.from === 'source') return
  const from = linePartOf[move.from]
  const to = move.to === 'released' ? (mayStep('claim', need.state) ? 'open' : 'withdrawn') : linePartOf[move.to]
  if (from === to) return
  await moveLine(tx, need, pledge.line_id, {
    from,
    to,
    quantity: move.quantity,
    cause: move.cause,
    causeId: pledge.id,
  })
}
