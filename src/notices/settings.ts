import { ok, type Result } from '../kit/result'
import { type Ctx, type Db, inCommand, type Tx } from '../platform'
import type { NoticeDoor } from './doors'
import { noticeSettingsChanged } from './entries'

/** How a person wants to be told, beyond addresses and quiet hours, which stand with their account. */
export type NoticeSettings = {
  readonly digest: boolean
  /** `HH:MM` in their zone. */
  readonly digestAt: string
  readonly email: boolean
  readonly sms: boolean
  readonly telegram: boolean
  readonly voice: boolean
  readonly push: boolean
  /** Doors in the order the person chose; null: never chosen. */
  readonly order: readonly NoticeDoor[] | null
  /** null: never said. */
  readonly emergencies: boolean | null
}

const usual: NoticeSettings = {
  digest: false,
  digestAt: '18:00',
  email: true,
  sms: true,
  telegram: true,
  voice: false,
  push: true,
  order: null,
  emergencies: null,
}

/** A person's wishes, or the usual ones. */
export async function findSettings(db: Db, personId: string): Promise<NoticeSettings> {
  const row = await db
    .selectFrom('notice_settings')
    .select(['digest', 'digest_at', 'email', 'sms', 'telegram', 'voice', 'push', 'door_order', 'emergencies'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (row === undefined) return usual
  const { digest, email, sms, telegram, voice, push, emergencies } = row
  const order = row.door_order as NoticeDoor[] | null
  return { digest, digestAt: row.digest_at.slice(0, 5), email, sms, telegram, voice, push, order, emergencies }
}

/** Changes a person's wishes. */
export const changeSettings = (
  ctx: Ctx,
  personId: string,
  change: Partial<NoticeSettings>,
  byLink = false,
): Promise<Result<null, never>> =>
  inCommand(ctx, 'changeSettings', async (tx) => {
    const { changed, regionId } = await write(tx, personId, change)
    if (changed.length > 0)
      tx.append(
        noticeSettingsChanged.entry({ subjectId: personId, regionId, body: { fields: changed, byLink }, public: {} }),
      )
    return ok(null)
  })

const fieldNames = {
  digest: 'digest',
  digestAt: 'digest-at',
  email: 'email',
  sms: 'sms',
  telegram: 'telegram',
  voice: 'voice',
  push: 'push',
  order: 'order',
  emergencies: 'emergencies',
} as const

async function write(tx: Tx, personId: string, change: Partial<NoticeSettings>) {
  const person = await tx.db
    .selectFrom('people')
    .select('region_id')
    .where('id', '=', personId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const before = await findSettings(tx.db, personId)
  const next = { ...before, ...change }
  const names = Object.keys(fieldNames) as (keyof NoticeSettings)[]
  const changed = names.filter((name) => String(before[name]) !== String(next[name])).map((name) => fieldNames[name])
  if (changed.length > 0) {
    const { digest, email, sms, telegram, voice, push, emergencies } = next
    const order = next.order === null ? null : [...next.order]
    const row = { digest, digest_at: next.digestAt, email, sms, telegram, voice, push, door_order: order, emergencies }
    await tx.db
      .insertInto('notice_settings')
      .values({ person_id: personId, ...row })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
      .execute()
  }
  return { changed, regionId: person.region_id }
}
