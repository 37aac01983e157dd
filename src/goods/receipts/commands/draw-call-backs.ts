import { randomBytes } from 'node:crypto'
import { newPublicId } from '../../../kit/ids'
import { ok, type Result } from '../../../kit/result'
import { type Ctx, inCommand } from '../../../platform'
import { drawNumbers, hashSeed, RATE_PERCENT } from '../draw'
import { callBacksDrawn, seedTold } from '../entries'
import { listDeliverers, listUnanswered } from '../queries/deliveries'

// Two days to answer by oneself; what is older than ten was drawn from already.
const HOURS_TO_ANSWER = 48
const HOURS_BACK = 240

/**
 * Draws, once a day in a region, who is called about a delivery they have not answered for. The seed is told as its hash, and itself when
 * the calls are over: nobody can know beforehand whom a draw takes. Records call-back.drawn.
 */
export const drawCallBacks = (ctx: Ctx, regionId: string): Promise<Result<{ readonly drawn: number }, never>> =>
  inCommand<{ readonly drawn: number }, never>(ctx, 'drawCallBacks', async (tx) => {
    const region = await tx.db.selectFrom('regions').select('zone').where('id', '=', regionId).executeTakeFirst()
    if (region === undefined) return ok({ drawn: 0 })
    const day = tx.now.toZonedDateTimeISO(region.zone).toPlainDate().toString()
    const known = await tx.db
      .selectFrom('call_back_draws')
      .select('id')
      .where('region_id', '=', regionId)
      .where('day', '=', day)
      .executeTakeFirst()
    if (known !== undefined) return ok({ drawn: 0 })
    const unanswered = await listUnanswered(
      tx.db,
      regionId,
      tx.now.subtract({ hours: HOURS_BACK }),
      tx.now.subtract({ hours: HOURS_TO_ANSWER }),
    )
    if (unanswered.length === 0) return ok({ drawn: 0 })
    const seed = randomBytes(16).toString('hex')
    const numbers = drawNumbers(seed, unanswered.length, RATE_PERCENT)
    const drawId = newPublicId()
    await tx.db
      .insertInto('call_back_draws')
      .values({
        id: drawId,
        region_id: regionId,
        day,
        rate_percent: RATE_PERCENT,
        seed,
        seed_hash: hashSeed(seed),
        drawn_from: unanswered.length,
        drawn: numbers.length,
        drawn_at: tx.now,
      })
      .execute()
    const rows = []
    for (const number of numbers) {
      const delivery = unanswered[number - 1]
      if (delivery === undefined) continue
      rows.push({
        id: newPublicId(),
        draw_id: drawId,
        region_id: regionId,
        need_id: delivery.need_id,
        delivery_id: delivery.id,
        line_id: delivery.line_id,
        number,
        delivered_by: await listDeliverers(tx.db, delivery.need_id),
        state: 'open',
        next_at: tx.now,
        drawn_at: tx.now,
      })
    }
    await tx.db.insertInto('call_backs').values(rows).execute()
    tx.append(
      callBacksDrawn.entry({
        subjectId: drawId,
        regionId,
        body: { day, rate: RATE_PERCENT, seedHash: hashSeed(seed), from: unanswered.length, drawn: numbers.length },
        public: { region: regionId, day, count: numbers.length },
      }),
    )
    return ok({ drawn: numbers.length })
  })

const HOURS_OF_CALLS = 240

/**
 * Tells the seed of a draw once nobody of it waits for a call any more, or ten days after; then calls still open end without an answer.
 * Records call-back.seed-told.
 */
export const tellSeed = (ctx: Ctx, drawId: string): Promise<Result<{ readonly told: boolean }, never>> =>
  inCommand<{ readonly told: boolean }, never>(ctx, 'tellSeed', async (tx) => {
    const draw = await tx.db
      .selectFrom('call_back_draws')
      .selectAll()
      .where('id', '=', drawId)
      .forUpdate()
      .executeTakeFirst()
    if (draw === undefined || draw.told_at !== null) return ok({ told: false })
    const isOver = Temporal.Instant.compare(draw.drawn_at.add({ hours: HOURS_OF_CALLS }), tx.now) <= 0
    const waiting = tx.db
      .selectFrom('call_backs')
      .select('id')
      .where('draw_id', '=', drawId)
      .where('state', '=', 'open')
    if (!isOver && (await waiting.limit(1).executeTakeFirst()) !== undefined) return ok({ told: false })
    await tx.db
      .updateTable('call_backs')
      .set({ state: 'not-reached', ended_at: tx.now })
      .where('draw_id', '=', drawId)
      .where('state', '=', 'open')
      .execute()
    await tx.db.updateTable('call_back_draws').set({ told_at: tx.now }).where('id', '=', drawId).execute()
    const { day } = draw
    tx.append(
      seedTold.entry({
        subjectId: drawId,
        regionId: draw.region_id,
        body: { seed: draw.seed },
        public: { region: draw.region_id, day },
      }),
    )
    return ok({ told: true })
  })
