import { err, ok, type Result } from '../kit/result'
import { type ActError, actsFor } from '../people'
import { type Ctx, type Db, inCommand, type Tx } from '../platform'
import type { NoticeDoor } from './doors'
import { noticeSettingsChanged } from './entries'

/** How a person wants to be told, beyond addresses, quiet hours and language, which stand with their account. */
export type NoticeSettings = {
  readonly digest: boolean
  /** `HH:MM` in their zone. */
  readonly digestAt: string
  readonly email: boolean
  readonly sms: boolean
  readonly telegram: boolean
  readonly voice: boolean
  readonly push: boolean
  /** Rung by an operator where no other door brings what cannot wait. */
  readonly operator: boolean
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
  operator: false,
  order: null,
  emergencies: null,
}

/** A person's wishes, or the usual ones. */
export async function findSettings(db: Db, personId: string): Promise<NoticeSettings> {
  const row = await db
    .selectFrom('notice_settings')
    .select([
      'digest',
      'digest_at',
      'email',
      'sms',
      'telegram',
      'voice',
      'push',
      'operator',
      'door_order',
      'emergencies',
    ])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (row === undefined) return usual
  const { digest_at, door_order, ...wishes } = row
  return { ...wishes, digestAt: digest_at.slice(0, 5), order: door_order as NoticeDoor[] | null }
}

/** Changes a person's wishes, by their own hand, by a word of theirs that came through a channel, or through an operator who helps them. */
export const changeSettings = (
  ctx: Ctx,
  personId: string,
  change: Partial<NoticeSettings>,
  byLink = false,
): Promise<Result<null, ActError>> =>
  inCommand(ctx, 'changeSettings', async (tx) => {
    if (!(await actsFor(tx, personId))) return err({ kind: 'forbidden' })
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
  operator: 'operator',
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
    const { digestAt, order, ...wishes } = next
    const row = { ...wishes, digest_at: digestAt, door_order: order === null ? null : [...order] }
    await tx.db
      .insertInto('notice_settings')
      .values({ person_id: personId, ...row })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
      .execute()
  }
  return { changed, regionId: person.region_id }
}
