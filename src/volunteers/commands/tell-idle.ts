import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { volunteerIdle } from '../entries'
import { findIdleOffer } from '../idle-offer'

const IDLE_DAYS = 14
const BATCH = 200

const quietSince = sql<Temporal.Instant>`greatest(last_asked_at, joined_at, idle_told_at)`

/** Tells every volunteer whom nobody asked for anything in 14 days, 200 in one go, with something real to do where there is one. */
export async function tellIdleVolunteers(ctx: Ctx): Promise<number> {
  const rows = await ctx.db
    .selectFrom('volunteers')
    .select('id')
    .where('state', '=', 'active')
    .where(quietSince, '<=', ctx.clock.now().subtract({ hours: 24 * IDLE_DAYS }))
    .orderBy(quietSince)
    .limit(BATCH)
    .execute()
  let told = 0
  for (const { id } of rows) if ((await tellIdle(ctx, id)).ok) told++
  return told
}

const tellIdle = (ctx: Ctx, volunteerId: string): Promise<Result<null, { readonly kind: 'not-idle' }>> =>
  inCommand<null, { kind: 'not-idle' }>(ctx, 'tellIdle', async (tx) => {
    const row = await tx.db
      .selectFrom('volunteers')
      .select(['id', 'region_id', 'latitude', 'longitude', 'reach_meters', 'interested_only'])
      .where('id', '=', volunteerId)
      .where('state', '=', 'active')
      .where(quietSince, '<=', tx.now.subtract({ hours: 24 * IDLE_DAYS }))
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (row === undefined) return err({ kind: 'not-idle' })
    const offer = await findIdleOffer(
      tx.db,
      {
        id: row.id,
        regionId: row.region_id,
        latitude: row.latitude,
        longitude: row.longitude,
        reachMeters: row.reach_meters,
      },
      tx.now,
    )
    await tx.db.updateTable('volunteers').set({ idle_told_at: tx.now }).where('id', '=', volunteerId).execute()
    tx.append(
      volunteerIdle.entry({
        subjectId: volunteerId,
        regionId: row.region_id,
        body: { offer: offer === undefined ? 'widen' : 'activity', activity: offer?.activityId ?? null },
        public: {},
      }),
    )
    return ok(null)
  })
