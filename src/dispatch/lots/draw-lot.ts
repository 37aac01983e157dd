import { findPostRow, holdActivity, listWaiting, orderWaiting, releaseLot, seatByYes } from '../../activities'
import { drawLots, ticketsAfter } from '../../allocation'
import { ok } from '../../kit/result'
import { asSystem, type Ctx, inCommand, type Tx } from '../../platform'
import { type LockedVolunteer, lockVolunteers, readGivenTime } from '../../volunteers'
import { lotDrawn } from '../entries'
import { lotLimits } from './lot'

type Outcome = 'seated' | 'waiting' | 'passed'

/**
 * Draws a lot whose time has come: everybody on the list gets a number in the order they joined and tickets by recent load, and the order
 * follows from the seed. Whoever comes out takes a seat by the yes they gave when they applied, under every rule as it stands now; whoever may not
 * any more is passed over; the rest wait in the order drawn. Harmless at any time, any number of times.
 */
export async function drawLot(from: Ctx, lotId: string): Promise<void> {
  await inCommand(asSystem(from, 'dispatch'), 'drawLot', async (tx) => {
    const lot = await tx.db.selectFrom('lots').selectAll().where('id', '=', lotId).forUpdate().executeTakeFirst()
    if (lot?.state !== 'open' || Temporal.Instant.compare(lot.closes_at, tx.now) > 0) return ok(null)
    const applied = (await listWaiting(tx, lot.post_id, lotLimits.applicantsMax)).map((row) => row.volunteer_id)
    const volunteers = await lockVolunteers(tx, applied)
    const activity = await holdActivity(tx, lot.activity_id, 'share')
    const post = await findPostRow(tx.db, lot.post_id)
    if (activity === undefined || post === undefined) return ok(null)
    await tx.db.selectFrom('posts').select('id').where('id', '=', post.id).forNoKeyUpdate().execute()
    await releaseLot(tx, lotId)
    const entry = (state: 'drawn' | 'called-off', entries: number, seed?: string) =>
      tx.append(
        lotDrawn.entry({
          subjectId: lotId,
          regionId: lot.region_id,
          organizationId: lot.organization_id,
          body: { lotId, postId: post.id, activityId: activity.id, state, entries },
          public: {
            region: lot.region_id,
            activity: activity.id,
            post: post.id,
            state,
            count: entries,
            ...(seed === undefined ? {} : { seed }),
          },
        }),
      )
    const end = (columns: { state: 'drawn'; seed: string } | { state: 'called-off' }) =>
      tx.db
        .updateTable('lots')
        .set({ ...columns, ended_at: tx.now })
        .where('id', '=', lotId)
        .execute()
    if (activity.state !== 'open' || Temporal.Instant.compare(post.starts_at, tx.now) <= 0) {
      await end({ state: 'called-off' })
      entry('called-off', 0)
      return ok(null)
    }
    const { seed } = await tx.db
      .selectFrom('lot_seeds')
      .select('seed')
      .where('lot_id', '=', lotId)
      .executeTakeFirstOrThrow()
    await end({ state: 'drawn', seed })
    const drawn = await drawAll(tx, seed, applied)
    const waiting: string[] = []
    const passed: string[] = []
    const rows = []
    for (const [i, one] of drawn.entries()) {
      const outcome = await settle(volunteers.get(one.volunteerId), (who) => seatByYes(tx, activity, post, who))
      if (outcome === 'waiting') waiting.push(one.volunteerId)
      if (outcome === 'passed') passed.push(one.volunteerId)
      const { volunteerId: volunteer_id, number, tickets } = one
      rows.push({ lot_id: lotId, volunteer_id, number, tickets, place: i + 1, outcome })
    }
    if (rows.length > 0) await tx.db.insertInto('lot_entries').values(rows).execute()
    await orderWaiting(tx, post.id, [...waiting, ...passed])
    entry('drawn', rows.length, seed)
    return ok(null)
  })
}

/** Everybody who applied, in the order drawn, with the number and tickets that are published. */
async function drawAll(tx: Tx, seed: string, applied: readonly string[]) {
  const people = applied.map((id) => ({ id }))
  const given = await readGivenTime(tx.db, people, { from: tx.now, to: tx.now }, tx.now)
  const of = new Map(applied.map((volunteerId, i) => [String(i + 1), volunteerId]))
  const entrants = applied.map((_, i) => ({
    number: String(i + 1),
    tickets: ticketsAfter(given[i]?.recentMinutes ?? 0),
  }))
  return drawLots(seed, entrants).map((one) => ({ ...one, volunteerId: of.get(one.number) ?? '' }))
}

async function settle(
  volunteer: LockedVolunteer | undefined,
  seat: (volunteer: LockedVolunteer) => ReturnType<typeof seatByYes>,
): Promise<Outcome> {
  if (volunteer === undefined) return 'passed'
  const seated = await seat(volunteer)
  if (seated.ok) return 'seated'
  return seated.error.kind === 'full' ? 'waiting' : 'passed'
}
