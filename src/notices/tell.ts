import { newId } from '../kit/ids'
import type { Db, OutboundPorts } from '../platform'
import { wishesFor } from './own-doors'
import { planDelivery } from './plan-deliveries'
import type { Told } from './told'
import { findReceivers } from './wishes'

/**
 * Writes notices and the ways they go out; `ports` are those of this installation. A notice that was told before is left alone, so that this may run twice for one cause.
 * @returns how many are new
 */
export async function tell(
  db: Db,
  told: readonly (Told & { entryId?: string })[],
  now: Temporal.Instant,
  ports: OutboundPorts,
): Promise<number> {
  if (told.length === 0) return 0
  const receivers = await findReceivers(db, [
    ...new Set(told.flatMap((one) => ('personId' in one.to ? [one.to.personId] : []))),
  ])
  const regions = new Map([
    ...(await regionsOfNeeds(
      db,
      told.flatMap((one) => ('needId' in one.to ? [one.to.needId] : [])),
    )),
    ...(await regionsOfActivities(
      db,
      told.flatMap((one) => ('emergencyOf' in one.to ? [one.to.emergencyOf] : [])),
    )),
    ...(await regionsOfGifts(
      db,
      told.flatMap((one) => ('giftId' in one.to ? [one.to.giftId] : [])),
    )),
  ])
  const senders = {
    push: ports.push !== undefined,
    telegram: ports.telegram !== undefined,
    email: ports.email !== undefined,
    sms: ports.sms !== undefined,
    voice: ports.voice !== undefined,
  }
  const notices = told.flatMap((one) => {
    const personId = 'personId' in one.to ? one.to.personId : null
    const needId = 'needId' in one.to ? one.to.needId : null
    const activityId = 'emergencyOf' in one.to ? one.to.emergencyOf : null
    const giftId = 'giftId' in one.to ? one.to.giftId : null
    const receiver = personId === null ? undefined : receivers.get(personId)
    const regionId = receiver?.regionId ?? regions.get(needId ?? activityId ?? giftId ?? '')
    if (regionId === undefined) return []
    const dueAt = one.dueAt ?? now
    const id = newId()
    const row = {
      id,
      person_id: personId,
      need_id: needId,
      activity_id: activityId,
      gift_id: giftId,
      kind: one.kind,
      subject_kind: one.subject.kind,
      subject_id: one.subject.id,
      values: JSON.stringify(one.values ?? {}),
      path: one.path,
      pace: one.pace,
      duty: one.duty ?? false,
      entry_id: one.entryId ?? null,
      made_at: now,
      due_at: dueAt,
      dedupe:
        one.dedupe ?? `${one.entryId ?? one.subject.id} ${personId ?? needId ?? activityId ?? giftId} ${one.kind}`,
    }
    const ways =
      receiver === undefined
        ? [{ channel: activityId === null ? 'contact' : 'sms', at: dueAt, digest: false }]
        : receiver.pageOnly
          ? []
          : [
              planDelivery({ pace: one.pace, duty: one.duty ?? false, dueAt }, wishesFor(receiver, one.kind), senders),
            ].filter((way) => way !== undefined)
    const common = { notice_id: id, region_id: regionId }
    const deliveries = ways.map(({ channel, at, digest }) => ({
      ...common,
      id: newId(),
      channel,
      digest,
      next_try_at: at,
      // Nothing is sent to whoever wants to be rung: it stands on the list of calls from its moment on.
      ...(channel === 'operator' ? { state: 'failed', ended_at: at, reason: 'asked-for' } : waiting),
    }))
    const onPage = {
      channel: 'in-app',
      digest: false,
      next_try_at: dueAt,
      state: 'sent',
      ended_at: dueAt,
      reason: null,
    }
    return [
      { row, deliveries: receiver === undefined ? deliveries : [...deliveries, { ...common, id: newId(), ...onPage }] },
    ]
  })
  if (notices.length === 0) return 0
  const inserted = await db
    .insertInto('notices')
    .values(notices.map(({ row }) => row))
    .onConflict((conflict) => conflict.column('dedupe').doNothing())
    .returning('id')
    .execute()
  const isNew = new Set(inserted.map(({ id }) => id))
  const deliveries = notices.flatMap(({ row, deliveries }) => (isNew.has(row.id) ? deliveries : []))
  if (deliveries.length > 0) await db.insertInto('notice_deliveries').values(deliveries).execute()
  return inserted.length
}

const waiting = { state: 'waiting', ended_at: null, reason: null }

async function regionsOfActivities(db: Db, activityIds: readonly string[]): Promise<Map<string, string>> {
  if (activityIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'region_id'])
    .where('id', 'in', [...new Set(activityIds)])
    .limit(activityIds.length)
    .execute()
  return new Map(rows.map((row) => [row.id, row.region_id]))
}

async function regionsOfGifts(db: Db, giftIds: readonly string[]): Promise<Map<string, string>> {
  if (giftIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('gifts')
    .select(['id', 'region_id'])
    .where('id', 'in', [...new Set(giftIds)])
    .limit(giftIds.length)
    .execute()
  return new Map(rows.map((row) => [row.id, row.region_id]))
}

async function regionsOfNeeds(db: Db, needIds: readonly string[]): Promise<Map<string, string>> {
  if (needIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('needs')
    .select(['id', 'region_id'])
    .where('id', 'in', [...new Set(needIds)])
    .where('drill', '=', false)
    .limit(needIds.length)
    .execute()
  return new Map(rows.map((row) => [row.id, row.region_id]))
}
