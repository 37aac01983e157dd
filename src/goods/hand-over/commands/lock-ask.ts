import type { Selectable } from 'kysely'
import { err, ok, type Result } from '../../../kit/result'
import { suspensionOfOrganization } from '../../../people'
import { type DB, may, type Permission, personOf, type Tx } from '../../../platform'
import type { AskState, HandOverError } from '../ask'

/** An ask as its row. */
export type AskRow = Selectable<DB['goods_asks']>

/** The ask locked, for whoever acts for one of its sides, in one of these states. */
export async function lockAsk(
  tx: Tx,
  askId: string,
  side: 'asker_id' | 'holder_id',
  permission: Permission,
  states: readonly AskState[],
): Promise<Result<AskRow, HandOverError>> {
  const ask = await tx.db.selectFrom('goods_asks').selectAll().where('id', '=', askId).forUpdate().executeTakeFirst()
  if (ask === undefined) return err({ kind: 'not-found' })
  const scope = { organizationId: ask[side], regionId: ask.region_id }
  if (!may(tx.ctx, permission, scope)) return err({ kind: 'forbidden' })
  if (!states.some((state) => state === ask.state)) return err({ kind: 'wrong-state', state: ask.state })
  return ok(ask)
}

/** Whether an organization works, is verified and not suspended. */
export async function isInGoodStanding(tx: Tx, organizationId: string): Promise<boolean> {
  const found = await tx.db
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', organizationId)
    .where('state', '=', 'active')
    .where('verified_at', 'is not', null)
    .executeTakeFirst()
  return found !== undefined && (await suspensionOfOrganization(tx.db, organizationId, tx.now)) === undefined
}

/** Who decided, as the columns that keep it. */
export const decidedBy = (tx: Tx) => ({
  decided_by: personOf(tx.ctx),
  decided_by_key: tx.ctx.actor.kind === 'key' ? tx.ctx.actor.keyId : null,
  decided_at: tx.now,
})

/** What each entry of an ask says. */
export const entryOf = async (tx: Tx, ask: AskRow, organizationId: string) => {
  const region = await tx.db
    .selectFrom('regions')
    .select('zone')
    .where('id', '=', ask.region_id)
    .executeTakeFirstOrThrow()
  return {
    subjectId: ask.id,
    regionId: ask.region_id,
    organizationId,
    body: {
      asker: ask.asker_id,
      holder: ask.holder_id,
      item: ask.item_id,
      claim: ask.claim_id,
      quantity: ask.quantity,
    },
    public: {
      region: ask.region_id,
      day: tx.now.toZonedDateTimeISO(region.zone).toPlainDate().toString(),
      organization: organizationId,
    },
  }
}
