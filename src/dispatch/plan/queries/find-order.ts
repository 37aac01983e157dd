import type { PlanProgress } from '../../../allocation'
import type { Db } from '../../../platform'

/** What can become of an order. */
export type OrderState = 'waiting' | 'running' | 'made' | 'cancelled' | 'forbidden' | 'no-posts' | 'gave-up' | 'failed'

/** An order as whoever ordered it sees it. */
export type PlanOrder = {
  readonly id: string
  readonly state: OrderState
  readonly planId: string | null
  readonly progress: PlanProgress | undefined
}

/** An order this process makes. */
export type TakenOrder = NonNullable<Awaited<ReturnType<typeof findTaken>>> & { readonly taken_by: string }

const findTaken = (db: Db, id: string) =>
  db.selectFrom('plan_orders').selectAll().where('id', '=', id).executeTakeFirst()

/** An order of this person: by its id, or the last one that is not done yet. Served by plan_orders_orderer_idx. */
export async function findOrder(db: Db, by: string, id: string | undefined): Promise<PlanOrder | undefined> {
  const row = await db
    .selectFrom('plan_orders')
    .select(['id', 'state', 'plan_id', 'looked_permille', 'gap_ppm'])
    .where('ordered_by', '=', by)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .$if(id === undefined, (query) => query.where('state', 'in', ['waiting', 'running']))
    .orderBy('ordered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.id, state: row.state as OrderState, planId: row.plan_id, progress: progressOf(row) }
}

function progressOf(row: { looked_permille: number | null; gap_ppm: number | null }): PlanProgress | undefined {
  if (row.gap_ppm !== null) return { gap: row.gap_ppm / 1_000_000 }
  return row.looked_permille === null ? undefined : { pairs: row.looked_permille / 1000 }
}
