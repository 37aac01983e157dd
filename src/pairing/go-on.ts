import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { asSystem, type Ctx, inCommand, type Tx } from '../platform'
import { getLawPack } from '../standards'
import { companionAnswered, companionAsked, companionNotFound } from './entries'
import { findSteady } from './find-steady'
import { ANSWER_HOURS, LOOK_AGAIN_HOURS } from './wish'

const SWEEP_MAX = 100

/** Asks the next volunteer for a wish that waits for nobody's word; harmless at any time, any number of times. */
export async function goOn(ctx: Ctx, wishId: string): Promise<void> {
  await inCommand(asSystem(ctx, 'pairing'), 'goOn', async (tx) => {
    const wish = await lockOpen(tx, wishId)
    if (wish === undefined) return ok(null)
    const asked = await findAsked(tx, wishId)
    if (asked !== undefined) {
      if (Temporal.Instant.compare(asked.answer_by, tx.now) > 0) return ok(null)
      await passBy(tx, wish, asked)
    }
    const { latitude, longitude } = wish
    const next = await findSteady(
      tx.db,
      {
        wishId,
        personId: wish.person_id,
        regionId: wish.region_id,
        lang: wish.lang,
        point: latitude === null || longitude === null ? undefined : { latitude, longitude },
      },
      getLawPack(wish.country_code),
      tx.now,
    )
    await tx.db.updateTable('companion_wishes').set({ looked_at: tx.now }).where('id', '=', wishId).execute()
    if (next === undefined)
      tx.append(
        companionNotFound.entry({ subjectId: wish.person_id, regionId: wish.region_id, body: { wishId }, public: {} }),
      )
    else await ask(tx, wish, next)
    return ok(null)
  })
}

type Open = NonNullable<Awaited<ReturnType<typeof lockOpen>>>

const lockOpen = (tx: Tx, wishId: string) =>
  tx.db
    .selectFrom('companion_wishes as w')
    .innerJoin('people as p', 'p.id', 'w.person_id')
    .innerJoin('regions as r', 'r.id', 'w.region_id')
    .leftJoin('localities as l', 'l.id', 'p.locality_id')
    .select(['w.id', 'w.person_id', 'w.region_id', 'p.lang', 'r.country_code', 'l.latitude', 'l.longitude'])
    .where('w.id', '=', wishId)
    .where('w.state', '=', 'open')
    .where('p.state', '=', 'active')
    .forUpdate('w')
    .executeTakeFirst()

const findAsked = (tx: Tx, wishId: string) =>
  tx.db
    .selectFrom('companion_asks')
    .select(['id', 'volunteer_id', 'answer_by'])
    .where('wish_id', '=', wishId)
    .where('state', '=', 'asked')
    .forUpdate()
    .executeTakeFirst()

async function passBy(tx: Tx, wish: Open, asked: { id: string; volunteer_id: string }): Promise<void> {
  await tx.db.updateTable('companion_asks').set({ state: 'silent' }).where('id', '=', asked.id).execute()
  tx.append(
    companionAnswered.entry({
      subjectId: asked.id,
      regionId: wish.region_id,
      body: {
        askId: asked.id,
        wishId: wish.id,
        personId: wish.person_id,
        volunteerId: asked.volunteer_id,
        answer: 'silent',
      },
      public: {},
    }),
  )
}

async function ask(
  tx: Tx,
  wish: Open,
  { volunteerId, kept, travelMinutes }: { volunteerId: string; kept: number; travelMinutes: number },
): Promise<void> {
  const id = newPublicId()
  const answerBy = tx.now.add({ hours: ANSWER_HOURS })
  const whole = Math.round(travelMinutes)
  await tx.db
    .insertInto('companion_asks')
    .values({
      id,
      wish_id: wish.id,
      volunteer_id: volunteerId,
      kept,
      travel_minutes: whole,
      asked_at: tx.now,
      answer_by: answerBy,
      state: 'asked',
    })
    .execute()
  const body = { askId: id, wishId: wish.id, volunteerId, kept, travelMinutes: whole, answerBy: answerBy.toString() }
  tx.append(companionAsked.entry({ subjectId: id, regionId: wish.region_id, body, public: {} }))
}

/** Goes on with wishes whose volunteer let the time pass, and with those for whom nobody was there some hours ago. */
export async function goOnWithAll(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  const wishes = await ctx.db
    .selectFrom('companion_wishes as w')
    .leftJoin('companion_asks as q', (join) => join.onRef('q.wish_id', '=', 'w.id').on('q.state', '=', 'asked'))
    .select('w.id')
    .where('w.state', '=', 'open')
    .where((eb) =>
      eb.or([
        eb('q.answer_by', '<=', now),
        eb.and([
          eb('q.id', 'is', null),
          eb.or([eb('w.looked_at', 'is', null), eb('w.looked_at', '<', now.subtract({ hours: LOOK_AGAIN_HOURS }))]),
        ]),
      ]),
    )
    .orderBy('w.looked_at', (order) => order.asc().nullsFirst())
    .limit(SWEEP_MAX)
    .execute()
  for (const { id } of wishes) await goOn(ctx, id)
}
