import { sql } from 'kysely'
import type { Db } from '../../platform'
import { isLang, type Lang } from '../../web'
import type { TextDoor } from './keep-inbound'

/** A person whose verified contact a message came from. */
export type Writer = {
  readonly personId: string
  readonly name: string
  readonly lang: Lang
  readonly zone: string
  readonly regionId: string
  readonly localityId: string | null
}

const kindOf = { sms: 'phone', mail: 'email', telegram: 'telegram', voice: 'phone' } as const satisfies Record<
  TextDoor,
  string
>

/** Where a message came from. */
export type Sender = { readonly door: TextDoor; readonly sender: string }

const WRITERS_MAX = 20

/** Everybody who is known by these numbers and addresses, at most 20 by one: a telephone may speak for a household. Served by contact_channels_value_idx. */
export async function whoWrites(db: Db, senders: readonly Sender[]): Promise<Writer[][]> {
  const values = senders.map(({ door, sender }) => (door === 'mail' ? sender.toLowerCase() : sender))
  const { rows } = await sql<Row>`
    SELECT /* one plan */ s.at, w.*
    FROM unnest(${senders.map((_, at) => at)}::int[], ${senders.map(({ door }) => kindOf[door])}::text[], ${values}::text[])
      AS s (at, kind, value)
    CROSS JOIN LATERAL (
      SELECT p.id, p.name, p.lang, p.zone, p.region_id, p.locality_id FROM contact_channels c
      JOIN people p ON p.id = c.person_id AND p.state = 'active' AND p.restricted_at IS NULL
      WHERE c.kind = s.kind AND c.value = s.value AND c.verified_at IS NOT NULL
      ORDER BY p.created_at LIMIT ${WRITERS_MAX}) AS w`.execute(db)
  const writers = senders.map((): Writer[] => [])
  for (const row of rows) {
    writers[row.at]?.push({
      personId: row.id,
      name: row.name ?? '',
      lang: isLang(row.lang) ? row.lang : 'kk',
      zone: row.zone,
      regionId: row.region_id,
      localityId: row.locality_id,
    })
  }
  return writers
}

type Row = {
  readonly at: number
  readonly id: string
  readonly name: string | null
  readonly lang: string
  readonly zone: string
  readonly region_id: string
  readonly locality_id: string | null
}
