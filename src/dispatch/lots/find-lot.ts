import type { Db } from '../../platform'
import { lotLimits } from './lot'

/** A lot with the post it is about. */
export type LotView = NonNullable<Awaited<ReturnType<typeof findLot>>>

const select = (db: Db) =>
  db
    .selectFrom('lots as l')
    .innerJoin('posts as p', 'p.id', 'l.post_id')
    .innerJoin('activities as a', 'a.id', 'l.activity_id')
    .select(['l.id', 'l.post_id', 'l.activity_id', 'l.closes_at', 'l.commitment', 'l.seed', 'l.state', 'l.ended_at'])
    .select(['p.title as post_title', 'a.title', 'a.zone', 'a.state as activity_state'])

/** A lot by its id. */
export const findLot = (db: Db, id: string) => select(db).where('l.id', '=', id).executeTakeFirst()

/** Lots of an activity that are open or drawn, the latest first; at most 20. Served by lots_activity_idx. */
export const listLotsOf = (db: Db, activityId: string) =>
  select(db)
    .where('l.activity_id', '=', activityId)
    .where('l.state', '<>', 'called-off')
    .orderBy('l.opened_at', 'desc')
    .limit(20)
    .execute()

/** Who took part in a draw, by published number, in the order drawn. Served by lot_entries_lot_id_place_key. */
export const listLotEntries = (db: Db, lotId: string) =>
  db
    .selectFrom('lot_entries')
    .select(['number', 'tickets', 'place', 'outcome', 'volunteer_id'])
    .where('lot_id', '=', lotId)
    .orderBy('place')
    .limit(lotLimits.applicantsMax)
    .execute()
