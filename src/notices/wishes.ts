import { sql } from 'kysely'
import type { Db } from '../platform'
import { type NoticeDoor, noticeDoors } from './doors'
import type { Wishes } from './plan-deliveries'

/** A person as their notices need them. */
export type Receiver = {
  readonly personId: string
  readonly regionId: string
  readonly lang: 'kk' | 'ru' | 'en'
  readonly zone: string
  /** Restricted or left: only their own page shows notices. */
  readonly pageOnly: boolean
  readonly wishes: Wishes
  /** Doors whose address is also that of somebody who acts for them: what such a person did is not told there. */
  readonly sharedDoors: ReadonlySet<NoticeDoor>
}

const usualDigest = Temporal.PlainTime.from('18:00')

/** Receivers by id; invited and erased persons are left out, for they have no page of their own. */
export async function findReceivers(db: Db, personIds: readonly string[]): Promise<Map<string, Receiver>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('people as p')
    .leftJoin('notice_settings as s', 's.person_id', 'p.id')
    .leftJoin('volunteers as v', 'v.id', 'p.id')
    .select([
      'p.id',
      'p.region_id',
      'p.lang',
      'p.zone',
      'p.state',
      'p.restricted_at',
      'p.quiet_from',
      'p.quiet_until',
      's.digest',
      's.digest_at',
      's.email',
      's.sms',
      's.telegram',
      's.push',
      's.voice',
      's.operator',
      's.door_order',
      's.emergencies',
      'v.emergency_calls',
    ])
    .select((eb) =>
      (['email', 'phone', 'telegram'] as const).map((kind) =>
        eb
          .selectFrom('contact_channels as c')
          .select('c.value')
          .whereRef('c.person_id', '=', 'p.id')
          .where('c.kind', '=', kind)
          .where('c.verified_at', 'is not', null)
          .orderBy(sql`c.verified_at DESC`)
          .limit(1)
          .as(`${kind}_value`),
      ),
    )
    .select((eb) =>
      eb
        .exists(eb.selectFrom('push_subscriptions as d').select('d.id').whereRef('d.person_id', '=', 'p.id'))
        .as('has_device'),
    )
    .select(
      sql<string[]>`ARRAY(SELECT DISTINCT o.value FROM companions k JOIN consents g ON g.id = k.consent_id
        JOIN contact_channels o ON o.person_id = k.companion_id
        WHERE k.person_id = p.id AND k.ended_at IS NULL AND g.withdrawn_at IS NULL)`.as('companion_values'),
    )
    .where('p.id', 'in', personIds)
    .where('p.state', 'in', ['active', 'left'])
    .limit(personIds.length)
    .execute()
  return new Map(
    rows.map((row) => {
      const wishes: Wishes = {
        quiet: {
          from: Temporal.PlainTime.from(row.quiet_from),
          until: Temporal.PlainTime.from(row.quiet_until),
          zone: row.zone,
        },
        addresses: {
          push: row.has_device === true ? row.id : null,
          telegram: row.telegram_value,
          email: row.email_value,
          sms: row.phone_value,
          voice: row.phone_value,
        },
        on: {
          push: row.push ?? true,
          telegram: row.telegram ?? true,
          email: row.email ?? true,
          sms: row.sms ?? true,
          voice: row.voice ?? false,
        },
        operator: row.operator ?? false,
        order: row.door_order as NoticeDoor[] | null,
        digest: row.digest ?? false,
        digestAt: row.digest_at === null ? usualDigest : Temporal.PlainTime.from(row.digest_at),
        emergencies: row.emergencies,
        emergencyCalls: row.emergency_calls ?? false,
      }
      return [
        row.id,
        {
          personId: row.id,
          regionId: row.region_id,
          lang: row.lang as Receiver['lang'],
          zone: row.zone,
          pageOnly: row.state !== 'active' || row.restricted_at !== null,
          wishes,
          sharedDoors: new Set(
            noticeDoors.filter((door) => row.companion_values.includes(wishes.addresses[door] ?? '')),
          ),
        },
      ]
    }),
  )
}
