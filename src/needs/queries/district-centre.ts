import type { Db } from '../../platform'
import type { Lang } from '../../web'

/** Districts of every region by name, for a select: region, then its districts. Bounded by the registers of the countries set up. */
export async function listDistrictChoices(
  db: Db,
  lang: Lang,
): Promise<{ region: string; districts: { id: string; name: string }[] }[]> {
  const name = `name_${lang}` as const
  const rows = await db
    .selectFrom('districts as d')
    .innerJoin('regions as r', 'r.id', 'd.region_id')
    .select(['d.id', `d.${name} as name`, `r.${name} as region`])
    .orderBy('r.id')
    .orderBy(`d.${name}`)
    .limit(1000)
    .execute()
  const regions = new Map<string, { id: string; name: string }[]>()
  for (const { id, name: district, region } of rows) {
    const list = regions.get(region) ?? []
    list.push({ id, name: district })
    regions.set(region, list)
  }
  return [...regions].map(([region, districts]) => ({ region, districts }))
}

/** The settlement that "district centre" means: the largest of the district. Served by localities_district_idx. */
export async function findDistrictCentre(db: Db, districtId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('localities')
    .select('id')
    .where('district_id', '=', districtId)
    .orderBy('population', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
