import type { Ctx } from '../../../platform'
import { deskScope } from '../../queries/desk-scope'
import type { PlanScope } from '../plan'

/** What this actor may plan for, with a name: their organizations, then their regions. At most 100. */
export type NamedScope = PlanScope & {
  readonly value: string
  readonly names: { readonly kk: string; readonly ru: string; readonly en: string }
}

/** Every scope that this actor's desk spans. By primary keys. */
export async function listPlanScopes(ctx: Ctx): Promise<NamedScope[]> {
  const { organizationIds, regionIds } = deskScope(ctx)
  const organizations =
    organizationIds.length === 0
      ? []
      : await ctx.db
          .selectFrom('organizations')
          .select(['id', 'name', 'region_id'])
          .where('id', 'in', organizationIds)
          .orderBy('name')
          .limit(50)
          .execute()
  const regions =
    regionIds.length === 0
      ? []
      : await ctx.db
          .selectFrom('regions')
          .select(['id', 'name_kk', 'name_ru', 'name_en'])
          .where('id', 'in', regionIds)
          .orderBy('id')
          .limit(50)
          .execute()
  return [
    ...organizations.map(({ id, name, region_id }) => ({
      value: id,
      organizationId: id,
      regionId: region_id,
      names: { kk: name, ru: name, en: name },
    })),
    ...regions.map(({ id, name_kk, name_ru, name_en }) => ({
      value: id,
      organizationId: null,
      regionId: id,
      names: { kk: name_kk, ru: name_ru, en: name_en },
    })),
  ]
}
