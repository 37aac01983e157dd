import type { Db } from '../platform'

/** A wish under way, and the volunteer who said yes to it, by first name and with why they were asked. */
export type LiveWish = NonNullable<Awaited<ReturnType<typeof findWish>>>

/** The wish of a person that has not ended; undefined when there is none. Served by companion_wishes_person_idx. */
export const findWish = (db: Db, personId: string) =>
  db
    .selectFrom('companion_wishes as w')
    .leftJoin('companion_asks as q', (join) => join.onRef('q.wish_id', '=', 'w.id').on('q.state', '=', 'yes'))
    .leftJoin('people as p', 'p.id', 'q.volunteer_id')
    .select(['w.id', 'w.state', 'w.scopes', 'w.until', 'w.asked_at', 'w.looked_at'])
    .select(['q.id as ask_id', 'q.kept', 'q.travel_minutes', 'p.name as volunteer'])
    .where('w.person_id', '=', personId)
    .where('w.ended_at', 'is', null)
    .executeTakeFirst()

/** What a volunteer is asked; of the person no more than where they live and what they speak. */
export type CompanionAsk = NonNullable<Awaited<ReturnType<typeof findCompanionAsk>>>

const asks = (db: Db) =>
  db
    .selectFrom('companion_asks as q')
    .innerJoin('companion_wishes as w', 'w.id', 'q.wish_id')
    .innerJoin('people as p', 'p.id', 'w.person_id')
    .innerJoin('regions as r', 'r.id', 'w.region_id')
    .leftJoin('localities as l', 'l.id', 'p.locality_id')
    .select(['q.id', 'q.volunteer_id', 'q.state', 'q.kept', 'q.travel_minutes', 'q.answer_by'])
    .select(['w.scopes', 'w.until', 'w.ended_at', 'p.lang', 'p.zone'])
    .select(['r.name_kk as region_kk', 'r.name_ru as region_ru', 'r.name_en as region_en'])
    .select(['l.name_kk', 'l.name_ru', 'l.name_en'])

/** What a volunteer is asked, by the id of the ask; undefined where it is not theirs. */
export const findCompanionAsk = (db: Db, askId: string, volunteerId: string) =>
  asks(db).where('q.id', '=', askId).where('q.volunteer_id', '=', volunteerId).executeTakeFirst()

/** What waits for a volunteer's word, at most 5. Served by companion_asks_volunteer_idx. */
export const listCompanionAsks = (db: Db, volunteerId: string) =>
  asks(db)
    .where('q.volunteer_id', '=', volunteerId)
    .where('q.state', '=', 'asked')
    .where('w.ended_at', 'is', null)
    .orderBy('q.answer_by')
    .limit(5)
    .execute()
