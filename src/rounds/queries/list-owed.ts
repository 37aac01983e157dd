import { obligationsOf } from '../../activities'
import type { Db } from '../../platform'
import { type ObligationId, riskTier } from '../../standards'
import { flagsOf, type NeedOfRound } from '../steps/activity-needs'

/** What the activity of each round would owe, by the flags of its needs: shown before a round is sent out. Decided when it is. */
export async function listOwed(db: Db, roundIds: readonly string[]): Promise<ReadonlyMap<string, ObligationId[]>> {
  if (roundIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('round_goods as g')
    .innerJoin('needs as n', 'n.id', 'g.need_id')
    .innerJoin('rounds as r', 'r.id', 'g.round_id')
    .innerJoin('regions as p', 'p.id', 'r.region_id')
    .select(['g.round_id', 'n.id', 'n.flags', 'n.home_address', 'n.closed_at', 'p.country_code'])
    .where('g.round_id', 'in', [...roundIds])
    .limit(5000)
    .execute()
  const byRound = new Map<string, (NeedOfRound & { country_code: string })[]>()
  for (const { round_id, ...need } of rows) byRound.set(round_id, [...(byRound.get(round_id) ?? []), need])
  return new Map(
    [...byRound].map(([roundId, needs]) => {
      const flags = flagsOf(needs)
      const contexts = ['credential'] as const
      return [
        roundId,
        obligationsOf({
          country_code: needs[0]?.country_code ?? '',
          risk_tier: riskTier(new Set(flags), new Set(contexts)),
          flags,
          contexts,
        }),
      ]
    }),
  )
}
