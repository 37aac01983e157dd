import type { Db } from '../../platform'
import { isLang, type Lang } from '../../web'
import type { TextDoor } from './keep-inbound'

/** A person whose verified contact a message came from. */
export type Writer = {
  readonly personId: string
  readonly name: string
  readonly lang: Lang
  readonly zone: string
  readonly regionId: string
  readonly localityId: string | null
}

const kindOf = { sms: 'phone', mail: 'email', telegram: 'telegram' } as const satisfies Record<TextDoor, string>

/** Everybody who is known by this number or address, at most 20: one telephone may speak for a household. Served by contact_channels_value_idx. */
export async function whoWrites(db: Db, door: TextDoor, sender: string): Promise<Writer[]> {
  const rows = await db
    .selectFrom('contact_channels as c')
    .innerJoin('people as p', 'p.id', 'c.person_id')
    .select(['p.id', 'p.name', 'p.lang', 'p.zone', 'p.region_id', 'p.locality_id'])
    .where('c.kind', '=', kindOf[door])
    .where('c.value', '=', door === 'mail' ? sender.toLowerCase() : sender)
    .where('c.verified_at', 'is not', null)
    .where('p.state', '=', 'active')
    .where('p.restricted_at', 'is', null)
    .orderBy('p.created_at')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    personId: row.id,
    name: row.name ?? '',
    lang: isLang(row.lang) ? row.lang : 'kk',
    zone: row.zone,
    regionId: row.region_id,
    localityId: row.locality_id,
  }))
}
