import { err, ok, type Result } from '../kit/result'
import { type Ctx, inCommand, makeSecretLink, may, personOf, revokeSecretLinks } from '../platform'
import { calendarLinkMade, toldByOperator } from './entries'

/** Purpose of calendar addresses. */
export const CALENDAR = 'calendar'

/**
 * Makes a new secret address of a person's calendar and ends the one before. It has no term, since calendar programs fail in silence: a
 * new address or the end of the account ends it.
 * @returns the secret, shown once
 */
export const makeCalendarLink = (ctx: Ctx, personId: string): Promise<Result<string, never>> =>
  // Without an idempotency key, whose kept outcome would hold the secret; a repeat makes yet another address.
  inCommand({ ...ctx, idempotency: undefined }, 'makeCalendarLink', async (tx) => {
    const person = await tx.db
      .selectFrom('people')
      .select('region_id')
      .where('id', '=', personId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    await revokeSecretLinks(tx.db, CALENDAR, personId, tx.now)
    const secret = await makeSecretLink(
      tx.db,
      { purpose: CALENDAR, subjectId: personId, personId, expiresAt: null },
      tx.now,
    )
    tx.append(calendarLinkMade.entry({ subjectId: personId, regionId: person.region_id, body: {}, public: {} }))
    return ok(secret)
  })

/** Why a call could not be noted. */
export type CallError = { readonly kind: 'not-found' | 'ended-already' }

const TRIES_MAX = 3

/** An operator notes that a person helped was rung: reached, or not (after three tries the notice counts as failed). */
export const noteCall = (ctx: Ctx, deliveryId: string, reached: boolean): Promise<Result<null, CallError>> =>
  inCommand(ctx, 'noteCall', async (tx) => {
    const row = await tx.db
      .selectFrom('notice_deliveries as d')
      .innerJoin('notices as n', 'n.id', 'd.notice_id')
      .innerJoin('needs as e', 'e.id', 'n.need_id')
      .select(['d.region_id', 'd.state', 'd.tries', 'n.kind', 'e.id as need_id', 'e.zone'])
      .where('d.id', '=', deliveryId)
      .where('d.channel', '=', 'operator')
      .forUpdate('d')
      .executeTakeFirst()
    if (row === undefined || !may(ctx, 'people:help', { regionId: row.region_id })) return err({ kind: 'not-found' })
    if (row.state !== 'waiting') return err({ kind: 'ended-already' })
    const failed = !reached && row.tries + 1 >= TRIES_MAX
    await tx.db
      .updateTable('notice_deliveries')
      .set(
        reached || failed
          ? {
              state: reached ? 'sent' : 'failed',
              ended_at: tx.now,
              told_by: personOf(ctx),
              tries: row.tries + 1,
              reason: reached ? null : 'not-reached',
            }
          : { tries: row.tries + 1, next_try_at: tx.now.add({ minutes: 15 }), reason: 'not-reached' },
      )
      .where('id', '=', deliveryId)
      .execute()
    tx.append(
      toldByOperator.entry({
        subjectId: row.need_id,
        regionId: row.region_id,
        body: { noticeKind: row.kind, reached },
        public: { region: row.region_id, day: tx.now.toZonedDateTimeISO(row.zone).toPlainDate().toString() },
      }),
    )
    return ok(null)
  })
