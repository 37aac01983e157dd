import type { Tx } from '../../platform'
import { type LegalFlag, parseFlags } from '../../standards'

/** What of a need the activity of its round has to know: no contact, no words. */
export type NeedOfRound = {
  readonly id: string
  readonly flags: readonly string[]
  readonly home_address: boolean
  readonly closed_at: Temporal.Instant | null
}

/** The needs a round goes to, or carries something for. */
export const activityNeeds = (tx: Tx, roundId: string): Promise<NeedOfRound[]> =>
  tx.db
    .selectFrom('needs as n')
    .select(['n.id', 'n.flags', 'n.home_address', 'n.closed_at'])
    .where('n.id', 'in', (eb) => eb.selectFrom('round_goods').select('need_id').where('round_id', '=', roundId))
    .orderBy('n.id')
    .limit(500)
    .execute()

/**
 * What the law or our standards attach rules to, of any need of the round. A round into a home is a home visit.

 */
export function flagsOf(needs: readonly NeedOfRound[]): LegalFlag[] {
  const flags = new Set<LegalFlag>()
  for (const need of needs) {
    for (const flag of parseFlags(need.flags)) flags.add(flag)
    if (need.home_address) flags.add('home-visit')
  }
  return [...flags]
}
