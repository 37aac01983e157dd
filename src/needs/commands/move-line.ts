import type { Selectable } from 'kysely'
import { newId } from '../../kit/ids'
import type { DB, Tx } from '../../platform'
import { lineMoved, publicOf } from '../entries'

/** A line as its row. */
export type LineRow = Selectable<DB['need_lines']>

/** Where a quantity of a line can be. */
export type LinePart = 'source' | 'open' | 'promised' | 'in_transit' | 'delivered' | 'withdrawn' | 'surplus'

/** One movement: what moves, why (a code), and the row that caused it. */
export type LineMove = {
  readonly from: Exclude<LinePart, 'withdrawn' | 'surplus'>
  readonly to: Exclude<LinePart, 'source'>
  readonly quantity: number
  readonly cause: string
  readonly causeId?: string | null
}

type MovedNeed = { readonly id: string; readonly region_id: string; readonly zone: string; readonly drill: boolean }

/** The line and its need, the line locked: every change of one line waits its turn here. Undefined when there is none. */
export async function lockLine(tx: Tx, lineId: string): Promise<LineRow | undefined> {
  return tx.db.selectFrom('need_lines').selectAll().where('id', '=', lineId).forUpdate().executeTakeFirst()
}

/**
 * Moves part of a locked line and records `line.moved`. The counters follow by trigger; the database refuses what a part does not hold,
 * so the caller decides the quantity from the locked row. Routes whose commands call it declare `line.moved`.
 */
export async function moveLine(tx: Tx, need: MovedNeed, lineId: string, move: LineMove): Promise<void> {
  await insertMovements(tx, [{ ...move, lineId }])
  tx.append(
    lineMoved.entry({
      subjectId: lineId,
      regionId: need.region_id,
      body: {
        need: need.id,
        from: move.from,
        to: move.to,
        quantity: move.quantity,
        cause: move.cause,
        causeId: move.causeId ?? null,
      },
      public: {
        ...publicOf(need, tx.now),
        line: lineId,
        state: move.to.replace('_', '-'),
        quantity: move.quantity,
        cause: move.cause,
      },
    }),
  )
}

/** The movements alone, for lines whose beginning is an entry of their own. */
export async function insertMovements(
  tx: Tx,
  moves: readonly (LineMove & { readonly lineId: string })[],
): Promise<void> {
  if (moves.length === 0) return
  await tx.db
    .insertInto('line_movements')
    .values(
      moves.map((move) => ({
        id: newId(tx.now.epochMilliseconds),
        line_id: move.lineId,
        from_part: move.from,
        to_part: move.to,
        quantity: move.quantity,
        cause: move.cause,
        cause_id: move.causeId ?? null,
        at: tx.now,
      })),
    )
    .execute()
}
