import { sql } from 'kysely'
import type { Db } from '../../platform'

/** A round as its pages show it. */
export type RoundView = NonNullable<Awaited<ReturnType<typeof findRound>>>

/** A thing in a round: from which stop to which, how many of it came on board and where they are. */
export type GoodsView = {
  readonly id: string
  readonly fromStopId: string
  readonly toStopId: string
  readonly itemId: string | null
  readonly kit: string | null
  readonly unit: string
  readonly quantity: number
  readonly taken: number
  readonly left: number
  readonly state: string
}

/** A stop as pages show it: no address of anybody helped. */
export type StopView = Awaited<ReturnType<typeof readStops>>[number]

const columns = [
  'r.id',
  'r.reference',
  'r.region_id',
  'r.organization_id',
  'r.plan_id',
  'r.vehicle_id',
  'r.zone',
  'r.state',
  'r.activity_id',
  'r.driver_post_id',
  'r.helper_post_id',
  'r.starts_at',
  'r.ends_at',
  'r.distance_meters',
  'r.two',
  'r.vetted',
  'r.languages',
  'r.version',
  'r.left_at',
  'r.ended_at',
  'r.lost_at',
  'v.name as vehicle',
  'v.grams_max',
  'v.millilitres_max',
  'v.cold_box',
  'v.lifts',
  'v.person_id as owner_id',
  'p.name as owner',
  'o.name as organization',
  'a.state as activity_state',
] as const

const rounds = (db: Db) =>
  db
    .selectFrom('rounds as r')
    .innerJoin('vehicles as v', 'v.id', 'r.vehicle_id')
    .innerJoin('organizations as o', 'o.id', 'r.organization_id')
    .leftJoin('people as p', 'p.id', 'v.person_id')
    .leftJoin('activities as a', 'a.id', 'r.activity_id')
    .select(columns)

/** One round with its vehicle and its owner. */
export const findRound = (db: Db, roundId: string) => rounds(db).where('r.id', '=', roundId).executeTakeFirst()

/** The round of the number on a sheet, once it was sent out. */
export const findRoundByReference = (db: Db, reference: string) =>
  rounds(db).where('r.reference', '=', reference).where('r.state', '<>', 'proposed').limit(1).executeTakeFirst()

/** The proposals of a plan, earliest first. */
export const listRoundsOfPlan = (db: Db, planId: string) =>
  rounds(db).where('r.plan_id', '=', planId).orderBy('r.starts_at').orderBy('r.id').limit(200).execute()

/** Rounds of organizations that were sent out: those that run, then the latest that ended. */
export const listRounds = (db: Db, organizationIds: readonly string[]) =>
  organizationIds.length === 0
    ? Promise.resolve([])
    : rounds(db)
        .where('r.organization_id', 'in', [...organizationIds])
        .where('r.state', '<>', 'proposed')
        .orderBy(sql`r.state IN ('sent', 'underway')`, 'desc')
        .orderBy('r.starts_at', 'desc')
        .limit(50)
        .execute()

/** Rounds a person drives or helps on that are not over, soonest first. */
export const listOwnRounds = (db: Db, personId: string) =>
  rounds(db)
    .where('r.state', 'in', ['sent', 'underway'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('assignments as s')
          .select('s.id')
          .whereRef('s.activity_id', '=', 'r.activity_id')
          .where('s.volunteer_id', '=', personId)
          .where('s.state', '=', 'live'),
      ),
    )
    .orderBy('r.starts_at')
    .limit(10)
    .execute()

/** The stops of rounds in their order, with the names of sites, the numbers of needs and the settlement. */
export const readStops = (db: Db, roundIds: readonly string[]) =>
  roundIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('round_stops as s')
        .leftJoin('sites as t', 't.id', 's.site_id')
        .leftJoin('needs as n', 'n.id', 's.need_id')
        .leftJoin('pledges as g', 'g.id', 's.pledge_id')
        .leftJoin('localities as l', 'l.id', 'n.locality_id')
        .select(['s.id', 's.round_id', 's.kind', 's.state', 's.arrives_at', 's.minutes', 's.window_from'])
        .select(['s.window_until', 's.arrived_at', 's.ended_at', 's.reason', 's.code_said', 's.need_id', 's.pledge_id'])
        .select(['t.name as site', 't.address as site_address', 't.latitude as site_latitude'])
        .select(['t.longitude as site_longitude', 'n.reference as need', 'n.code_word', 'g.reference as pledge'])
        .select(['l.name_kk', 'l.name_ru', 'l.name_en', 'l.latitude', 'l.longitude'])
        .where('s.round_id', 'in', [...roundIds])
        .orderBy('s.round_id')
        .orderBy('s.position')
        .orderBy('s.id')
        .limit(5000)
        .execute()

/** What lies in rounds, or was to. */
export async function readGoods(db: Db, roundIds: readonly string[]): Promise<GoodsView[]> {
  if (roundIds.length === 0) return []
  const rows = await db
    .selectFrom('round_goods as g')
    .leftJoin('stock_picks as p', 'p.id', 'g.pick_id')
    .leftJoin('stock_lots as l', 'l.id', 'p.lot_id')
    .leftJoin('kits as k', 'k.id', 'l.kit_id')
    .leftJoin('pledges as d', 'd.id', 'g.pledge_id')
    .leftJoin('need_lines as n', 'n.id', 'd.line_id')
    .select(['g.id', 'g.from_stop_id', 'g.to_stop_id', 'g.quantity', 'g.taken', 'g.given', 'g.back', 'g.state'])
    .select(['l.item_id', 'l.unit', 'k.name as kit', 'd.item_id as pledged', 'n.unit as line_unit'])
    .where('g.round_id', 'in', [...roundIds])
    .where('g.state', '<>', 'off')
    .orderBy('g.id')
    .limit(5000)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fromStopId: row.from_stop_id,
    toStopId: row.to_stop_id,
    itemId: row.item_id ?? row.pledged,
    kit: row.kit,
    unit: row.unit ?? row.line_unit ?? 'piece',
    quantity: row.quantity,
    taken: row.taken,
    left: row.taken - row.given - row.back,
    state: row.state,
  }))
}

/** Who holds a seat of a round, by post. */
export const listCrew = (db: Db, activityId: string) =>
  db
    .selectFrom('assignments as s')
    .innerJoin('people as p', 'p.id', 's.volunteer_id')
    .select(['s.id', 's.post_id', 's.volunteer_id', 'p.name'])
    .where('s.activity_id', '=', activityId)
    .where('s.state', '=', 'live')
    .orderBy('s.made_at')
    .limit(10)
    .execute()
