import { type GoodsProposal, type GoodsShort, planGoods, type Solved } from '../../allocation'
import { findItem } from '../../needs'
import type { Point } from '../../places'
import type { FreeLine } from '../door/share-out'

/** What lies free of a lot at a site, fit to be given. */
export type FreeLot = {
  readonly lotId: string
  readonly siteId: string
  readonly itemId: string
  readonly unit: string
  readonly free: number
  readonly expiresOn: Temporal.PlainDate | undefined
  readonly point: Point
  readonly zone: string
}

/** So much of a lot for a line, and why; `quantity` in the item's smallest unit. */
export type StockMatch = Omit<GoodsProposal, 'sourceId' | 'amount'> & {
  readonly lotId: string
  readonly siteId: string
  readonly itemId: string
  readonly quantity: number
}

/** What a line still lacks after all that is proposed. */
export type StockShort = {
  readonly lineId: string
  readonly itemId: string
  readonly missing: number
  readonly why: GoodsShort
}

/** What may be set aside for whom, and how good that is: `bound` as of the engine, `isBest` where it is proved that nothing better exists. */
export type StockPlan = {
  readonly matches: readonly StockMatch[]
  readonly short: readonly StockShort[]
  readonly isBest: boolean
}

/** Nothing is proposed over a longer way, metres. */
const REACH_METERS = 400_000
const STEPS_MAX = 100_000

/** What is weighed or poured is matched by the kilogram and litre: shares are whole numbers of what is given out. */
const stepOf = (unit: string): number => (unit === 'gram' || unit === 'millilitre' ? 1000 : 1)

const minutesOf = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 60_000)

/**
 * Which free stock to set aside for which open lines: the most urgent first, shared evenly between settlements, then the shortest way, with
 * what expires first going first and substitutes counting as a longer way. Lines of which nobody knows where they are stand at `middle`.
 */
export function matchStock(
  lots: readonly FreeLot[],
  lines: readonly FreeLine[],
  middle: Point,
  now: Temporal.Instant,
): StockPlan {
  const unitOf = new Map(lots.map((lot) => [lot.itemId, lot.unit]))
  const step = (itemId: string) => stepOf(findItem(itemId)?.unit ?? unitOf.get(itemId) ?? 'piece')
  const bySource = new Map(lots.map((lot) => [`${lot.lotId} ${lot.siteId}`, lot]))
  const byLine = new Map(lines.map((line) => [line.lineId, line]))
  const solved: Solved<ReturnType<typeof planGoods>['solution'] & object> = planGoods(
    {
      sources: [...bySource].map(([id, lot]) => ({
        id,
        point: lot.point,
        item: lot.itemId,
        amount: Math.floor(lot.free / step(lot.itemId)),
        ...(lot.expiresOn === undefined
          ? {}
          : { expiresAt: minutesOf(lot.expiresOn.add({ days: 1 }).toZonedDateTime(lot.zone).toInstant()) }),
      })),
      lines: lines.map((line) => ({
        id: line.lineId,
        point: line.point ?? middle,
        place: line.localityId ?? '',
        item: line.itemId,
        amount: Math.floor(line.free / step(line.itemId)),
        urgency: line.rank <= 1 ? 'alive' : minutesOf(line.dueAt) - minutesOf(now) <= 1440 ? 'today' : 'later',
        due: minutesOf(line.dueAt),
      })),
      substitutes: [...new Set(lines.map(({ itemId }) => itemId))].flatMap((wanted) =>
        (findItem(wanted)?.substitutes ?? []).map(({ item, costPercent }) => ({
          wanted,
          given: item,
          extraMinutes: costPercent,
        })),
      ),
      reachMeters: REACH_METERS,
      now: minutesOf(now),
    },
    { seed: 1, stepsMax: STEPS_MAX },
  )
  if (solved.solution === null) return { matches: [], short: [], isBest: false }
  return {
    matches: solved.solution.proposals.flatMap(({ sourceId, amount, ...proposal }) => {
      const lot = bySource.get(sourceId)
      if (lot === undefined) return []
      const { lotId, siteId, itemId } = lot
      return [{ ...proposal, lotId, siteId, itemId, quantity: amount * step(itemId) }]
    }),
    short: solved.solution.lines.flatMap(({ lineId, short }) => {
      const itemId = byLine.get(lineId)?.itemId
      return short === undefined || itemId === undefined
        ? []
        : [{ lineId, itemId, missing: short.missing * step(itemId), why: short }]
    }),
    isBest: solved.status === 'optimal',
  }
}
