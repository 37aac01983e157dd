import { z } from 'zod'
import { type Ctx, type Db, grantsCover } from '../../platform'
import type { LeftOut } from '../commands/make-plan'
import { leftOutReasons } from '../plan/why-left-out'

const leftOutRow = z.array(z.object({ needId: z.uuid(), why: z.enum(leftOutReasons) }))

/** A plan with what it left out. */
export async function findRoundPlan(db: Db, planId: string) {
  const plan = await db.selectFrom('round_plans').selectAll().where('id', '=', planId).executeTakeFirst()
  if (plan === undefined) return undefined
  return { ...plan, leftOut: leftOutRow.parse(plan.left_out) satisfies readonly LeftOut[] }
}

/** Numbers and settlements of needs, by id: what a list may show of them. */
export const listNeedNames = (db: Db, needIds: readonly string[]) =>
  needIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('needs as n')
        .leftJoin('localities as l', 'l.id', 'n.locality_id')
        .leftJoin('delivery_wishes as w', 'w.need_id', 'n.id')
        .select(['n.id', 'n.reference', 'n.zone', 'l.name_kk', 'l.name_ru', 'l.name_en'])
        .select(['w.from_minute', 'w.until_minute', 'w.minutes'])
        .where('n.id', 'in', [...needIds])
        .orderBy('n.reference')
        .limit(500)
        .execute()

/** Organizations whose rounds this actor runs, with the zone of their region. */
export async function listRoundOrganizations(ctx: Ctx) {
  const { actor } = ctx
  const grants = actor.kind === 'person' ? actor.grants.filter((grant) => grantsCover([grant], 'dispatch:run')) : []
  const ids = [...new Set(grants.flatMap(({ organizationId }) => organizationId ?? []))]
  if (ids.length === 0) return []
  return ctx.db
    .selectFrom('organizations as o')
    .innerJoin('regions as r', 'r.id', 'o.region_id')
    .select(['o.id', 'o.name', 'o.region_id', 'r.zone'])
    .where('o.id', 'in', ids)
    .orderBy('o.name')
    .limit(50)
    .execute()
}

/** Sites of an organization that are not closed. */
export const listOwnSites = (db: Db, organizationIds: readonly string[]) =>
  organizationIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('sites')
        .select(['id', 'name', 'organization_id'])
        .where('organization_id', 'in', [...organizationIds])
        .where('state', '<>', 'closed')
        .orderBy('name')
        .limit(200)
        .execute()
