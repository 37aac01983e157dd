import { correctNeed, type LineWish, triageNeed } from '../../needs'
import type { Ctx } from '../../platform'
import type { NeedRow } from './parse-need'

/**
 * Brings a need that was imported before in line with what the list says now: amounts, lines, urgency, and the moment where the list names
 * one. What people promised, brought or checked meanwhile stays.
 * @returns why it could not be, in words for a report; undefined when it was
 */
export async function changeNeed(ctx: Ctx, needId: string, row: NeedRow): Promise<string | undefined> {
  const by = { consentHow: 'written' }
  const held = await ctx.db
    .selectFrom('need_lines')
    .select(['id', 'words', 'requested', 'withdrawn'])
    .where('need_id', '=', needId)
    .limit(200)
    .execute()
  const said = new Map(row.lines.map((line) => [line.words, line]))
  const lines = held.map((line) => ({ lineId: line.id, quantity: said.get(line.words)?.quantity ?? 0 }))
  const added = row.lines.filter((line) => !held.some(({ words }) => words === line.words))
  const steps: { lines: typeof lines; added?: LineWish }[] = [
    { lines, ...(added[0] === undefined ? {} : { added: added[0] }) },
    ...added.slice(1).map((one) => ({ lines: [], added: one })),
  ]
  const neededBy = 'at' in row.due ? { neededBy: row.due.at } : {}
  for (const step of steps) {
    const done = await correctNeed(ctx, { needId, by, ...step, ...neededBy })
    if (!done.ok) return done.error.kind === 'wrong-state' ? done.error.state : done.error.kind
  }
  const need = await ctx.db
    .selectFrom('needs')
    .select(['urgency', 'severity'])
    .where('id', '=', needId)
    .executeTakeFirst()
  if (need !== undefined && need.urgency !== row.urgency) {
    const severity = need.severity as Parameters<typeof triageNeed>[1]['severity']
    const done = await triageNeed(ctx, { needId, urgency: row.urgency, severity })
    if (!done.ok) return done.error.kind
  }
  return undefined
}
