import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { placeName } from '../../places'
import type { Db } from '../../platform'
import { type Lang, translator } from '../../web'

const PAST_DAYS = 30
const MAX = 500

/**
 * A person's assignments as iCalendar (RFC 5545): time, locality and link alone, since a calendar is copied to wherever it likes.
 * From 30 days back on, at most 500.
 */
export async function calendarFeed(
  db: Db,
  personId: string,
  { now, url, lang }: { now: Temporal.Instant; url: string; lang: Lang },
): Promise<string> {
  const t = translator(lang)
  const rows = await db
    .selectFrom('assignments as s')
    .innerJoin('activities as a', 'a.id', 's.activity_id')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .leftJoin('localities as l', 'l.id', 'a.locality_id')
    .select(['s.id', 's.starts_at', 's.ends_at', 's.made_at', 's.activity_id', 'a.form'])
    .select(['r.name_kk', 'r.name_ru', 'r.name_en', 'l.name_kk as l_kk', 'l.name_ru as l_ru', 'l.name_en as l_en'])
    .where('s.volunteer_id', '=', personId)
    .where('s.state', 'in', ['live', 'done'])
    .where('s.starts_at', '>', now.subtract({ hours: 24 * PAST_DAYS }))
    .orderBy('s.starts_at')
    .limit(MAX)
    .execute()
  const calendar = ical({ name: t('notices.calendar.name'), method: ICalCalendarMethod.PUBLISH, ttl: 3600 })
  calendar.prodId({ company: 'Asar', product: 'Asar' })
  for (const row of rows) {
    const region = { name_kk: row.name_kk, name_ru: row.name_ru, name_en: row.name_en }
    const locality =
      row.l_kk === null || row.l_ru === null || row.l_en === null
        ? region
        : { name_kk: row.l_kk, name_ru: row.l_ru, name_en: row.l_en }
    const place = row.form === 'remote' ? t('notices.remote') : placeName(locality, lang)
    calendar.createEvent({
      id: `${row.id}@${new URL(url).host}`,
      start: new Date(row.starts_at.epochMilliseconds),
      end: new Date(row.ends_at.epochMilliseconds),
      stamp: new Date(row.made_at.epochMilliseconds),
      summary: t('notices.calendar.event', { place }),
      location: place,
      url: `${url}/activities/${row.activity_id}`,
      status: ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
