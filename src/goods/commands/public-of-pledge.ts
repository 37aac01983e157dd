import type { NeedRow, PledgeRow } from './move-pledge'

/** What an entry of a pledge says in public: the line, how much, and an organization where one promises; never a person. */
export const publicOfPledge = (
  { pledge, need }: { readonly pledge: PledgeRow; readonly need: NeedRow },
  now: Temporal.Instant,
  quantity: number,
  cause: string,
) => ({
  region: need.region_id,
  day: now.toZonedDateTimeISO(need.zone).toPlainDate().toString(),
  line: pledge.line_id,
  quantity,
  cause,
  drill: need.drill,
  ...(pledge.organization_id === null ? {} : { organization: pledge.organization_id }),
})
