import { findPhones } from '../../people'
import type { Db } from '../../platform'
import { isLang, type Lang } from '../../web'

/** The first telephone number in the emergency contact of an activity, and the language of its coordinator, who wrote it down. */
export async function emergencyWayOf(db: Db, activityId: string): Promise<{ phone: string; lang: Lang } | undefined> {
  const row = await db
    .selectFrom('activities as a')
    .innerJoin('people as p', 'p.id', 'a.coordinator_id')
    .select(['a.emergency_contact', 'p.lang'])
    .where('a.id', '=', activityId)
    .executeTakeFirst()
  const [phone] = findPhones(row?.emergency_contact ?? '')
  return row === undefined || phone === undefined ? undefined : { phone, lang: isLang(row.lang) ? row.lang : 'kk' }
}
