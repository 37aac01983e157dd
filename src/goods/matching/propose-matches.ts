import { findRegion } from '../../places'
import type { Ctx } from '../../platform'
import { linesTaking } from '../door/accepted-items'
import { listFreeLines } from '../door/queries/free-lines'
import { matchStock, type StockPlan } from './match-stock'
import { listFreeLots, listMatchedLines, type MatchedLine } from './queries'

/** Lines looked at in one plan: those that keep somebody alive and those due soonest. */
const LINES_MAX = 600

/** Proposals with what a person needs to decide on them. */
export type Proposed = StockPlan & {
  readonly lots: Awaited<ReturnType<typeof listFreeLots>>
  readonly lines: ReadonlyMap<string, MatchedLine>
}

/**
 * Proposes which free stock of an organization to set aside for which verified lines of a region, as of now. Nothing is set aside by it; the
 * caller has made sure that the reader may.
 */
export async function proposeMatches(ctx: Ctx, regionId: string, organizationId: string): Promise<Proposed> {
  const { db } = ctx
  const now = ctx.clock.now()
  const [region, lots] = await Promise.all([findRegion(db, regionId), listFreeLots(db, regionId, organizationId)])
  const items = [...new Set(lots.flatMap(({ itemId }) => linesTaking(itemId)))]
  const lines = items.length === 0 ? [] : await listFreeLines(db, regionId, items, organizationId, now)
  const plan = matchStock(lots, lines.slice(0, LINES_MAX), region?.point ?? { latitude: 0, longitude: 0 }, now)
  return { ...plan, lots, lines: await listMatchedLines(db, [...new Set(plan.matches.map(({ lineId }) => lineId))]) }
}
