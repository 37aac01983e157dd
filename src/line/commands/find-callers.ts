import { sql } from 'kysely'
import { parseReference } from '../../kit/reference'
import { err, ok, type Result } from '../../kit/result'
import { parsePhone } from '../../people'
import { type Ctx, inCommand, type Look, recordLooks, type Tx } from '../../platform'
import type { Callee } from '../callee'
import { regionsOf } from '../queries/list-to-ring'

/** Somebody who may be calling, told by as little as it takes to ask "is it you?". */
export type Caller = Callee & {
  /** A name, or the number of a request. */
  readonly title: string
  readonly placeKk: string | null
  readonly placeRu: string | null
  readonly placeEn: string | null
  /** State of a request, or of an account. */
  readonly state: string
}

const FOUND_MAX = 8
const LETTERS_MIN = 3

/**
 * Who is it: by telephone number, by the number of a request, or by name (three letters at least), in the operator's regions, at most
 * eight of a kind. Each person found is a recorded look.
 */
export const findCallers = (
  ctx: Ctx,
  typed: string,
): Promise<Result<readonly Caller[], { readonly kind: 'too-short' }>> =>
  // Not kept for repeats: what is found is personal.
  inCommand<readonly Caller[], { readonly kind: 'too-short' }>(
    { ...ctx, idempotency: undefined },
    'findCallers',
    async (tx) => {
      const text = typed.trim().slice(0, 80)
      const reference = parseReference(text)
      const phone = parsePhone(text)
      if (reference !== undefined) return ok(await seen(tx, await needsBy(tx, sql`n.reference = ${reference}`)))
      if (phone !== undefined) {
        const byNumber = sql`c.contact_kind = 'phone' AND c.contact = ${phone}`
        return ok(await seen(tx, [...(await peopleByPhone(tx, phone)), ...(await needsBy(tx, byNumber))]))
      }
      if (text.length < LETTERS_MIN) return err({ kind: 'too-short' })
      return ok(await seen(tx, await peopleByName(tx, text)))
    },
  )

const near = (tx: Tx, column: string) => {
  const regions = regionsOf(tx.ctx)
  return regions === null ? sql`true` : sql`${sql.ref(column)} = ANY(${[...regions]}::text[])`
}

const personColumns = sql`'person' AS kind, p.id, coalesce(p.name, '') AS title, l.name_kk AS "placeKk", l.name_ru AS "placeRu",
  l.name_en AS "placeEn", p.state`

// Served by contact_channels_value_idx.
const peopleByPhone = async (tx: Tx, phone: string): Promise<readonly Caller[]> =>
  (
    await sql<Caller>`
      SELECT ${personColumns} FROM contact_channels c JOIN people p ON p.id = c.person_id LEFT JOIN localities l ON l.id = p.locality_id
      WHERE c.kind = 'phone' AND c.value = ${phone} AND p.state IN ('active', 'invited') AND ${near(tx, 'p.region_id')}
      ORDER BY p.state, p.created_at LIMIT ${FOUND_MAX}`.execute(tx.db)
  ).rows

// Served by people_name_idx.
const peopleByName = async (tx: Tx, text: string): Promise<readonly Caller[]> =>
  (
    await sql<Caller>`
      SELECT ${personColumns} FROM people p LEFT JOIN localities l ON l.id = p.locality_id
      WHERE lower(p.name) LIKE ${`%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`} AND p.state IN ('active', 'invited')
        AND ${near(tx, 'p.region_id')}
      ORDER BY lower(p.name), p.id LIMIT ${FOUND_MAX}`.execute(tx.db)
  ).rows

// Served by needs_reference_key and need_contacts_contact_idx.
const needsBy = async (tx: Tx, which: ReturnType<typeof sql>): Promise<readonly Caller[]> =>
  (
    await sql<Caller>`
      SELECT 'need' AS kind, n.id, n.reference AS title, l.name_kk AS "placeKk", l.name_ru AS "placeRu", l.name_en AS "placeEn", n.state
      FROM needs n JOIN need_contacts c ON c.need_id = n.id LEFT JOIN localities l ON l.id = n.locality_id
      WHERE ${which} AND n.destroyed_at IS NULL AND ${near(tx, 'n.region_id')}
      ORDER BY n.raised_at DESC LIMIT ${FOUND_MAX}`.execute(tx.db)
  ).rows

async function seen(tx: Tx, found: readonly Caller[]): Promise<readonly Caller[]> {
  const looks = found.map(
    ({ kind, id }): Look => ({
      subjectPersonId: kind === 'person' ? id : null,
      subjectKind: kind,
      subjectId: id,
      what: kind === 'person' ? ['name', 'place'] : ['contact'],
    }),
  )
  await recordLooks(tx.db, tx.ctx, looks)
  return found
}
