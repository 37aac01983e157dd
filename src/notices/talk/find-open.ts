import { sql } from 'kysely'
import { ok } from '../../kit/result'
import { placeName } from '../../places'
import { type Ctx, type Db, inCommand } from '../../platform'
import { type Lang, sayIn } from '../../web'

/** An ask that a message may be about. */
export type OpenAsk = {
  readonly id: string
  readonly personId: string
  readonly postId: string
  readonly startsToday: boolean
}

// The states in the order in which an answer without a code looks for its ask.
const tiers = [['asked'], ['silent'], ['words', 'yes-from'], ['no', 'full', 'withdrawn'], ['yes']] as const

const ASKS_MAX = 50

/**
 * The asks that an answer without a code may be about, for each group of people who share a telephone: of the first of open, silent,
 * half-answered, refused and taken that has any; work to come alone. Served by asks_volunteer_idx.
 */
export async function findAnswerable(
  db: Db,
  groups: readonly (readonly string[])[],
  now: Temporal.Instant,
): Promise<OpenAsk[][]> {
  const people = groups.flatMap((ids, at) => ids.map((id) => ({ at, id })))
  if (people.length === 0) return groups.map(() => [])
  const { rows } = await sql<AskRow & { at: number }>`
    SELECT /* one plan */ g.at, q.id, q.volunteer_id, q.post_id, q.state, p.starts_at, a.zone
    FROM unnest(${people.map(({ at }) => at)}::int[], ${people.map(({ id }) => id)}::uuid[]) AS g (at, id)
    CROSS JOIN LATERAL (SELECT * FROM asks WHERE volunteer_id = g.id ORDER BY asked_at DESC LIMIT ${ASKS_MAX}) AS q
    JOIN posts p ON p.id = q.post_id AND p.ends_at > ${now}
    JOIN activities a ON a.id = q.activity_id
    ORDER BY g.at, q.asked_at DESC`.execute(db)
  const asks = groups.map((): AskRow[] => [])
  for (const { at, ...row } of rows) asks[at]?.push(row)
  return asks.map((all) => {
    const states = tiers.find((tier) => all.some((row) => tier.some((state) => state === row.state))) ?? []
    return all.filter((row) => states.some((state) => state === row.state)).map((row) => openAskOf(row, now))
  })
}

/** The asks of codes. */
export async function findAsks(
  db: Db,
  codes: readonly string[],
  now: Temporal.Instant,
): Promise<(OpenAsk | undefined)[]> {
  const { rows } = await sql<AskRow & { code: string }>`
    SELECT /* one plan */ q.code, q.id, q.volunteer_id, q.post_id, q.state, p.starts_at, a.zone
    FROM asks q JOIN posts p ON p.id = q.post_id JOIN activities a ON a.id = q.activity_id
    WHERE q.code = any(${codes}::text[]) LIMIT ${codes.length}`.execute(db)
  const byCode = new Map(rows.map(({ code, ...row }) => [code, openAskOf(row, now)]))
  return codes.map((code) => byCode.get(code))
}

type AskRow = {
  readonly id: string
  readonly volunteer_id: string
  readonly post_id: string
  readonly state: string
  readonly starts_at: Temporal.Instant
  readonly zone: string
}

function openAskOf(row: AskRow, now: Temporal.Instant): OpenAsk {
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(row.zone).toPlainDate()
  return {
    id: row.id,
    personId: row.volunteer_id,
    postId: row.post_id,
    startsToday: day(row.starts_at).equals(day(now)),
  }
}

/** Work as an answer names it: locality and time. */
export type SaidWork = { readonly place: string; readonly when: string; readonly zone: string }

/** The work that asks are about, in their order, to be put into words by {@link sayWork}. */
export async function findWorks(db: Db, askIds: readonly string[]): Promise<(AskedWork | undefined)[]> {
  const rows = await workIn(db)
    .innerJoin('asks as q', 'q.post_id', 'p.id')
    .select(['q.id', 'q.code'])
    .modifyFront(sql`/* one plan */`)
    .where('q.id', '=', sql<string>`any(${[...new Set(askIds)]}::uuid[])`)
    .execute()
  const byAsk = new Map(rows.map((row) => [row.id, row]))
  return askIds.map((id) => byAsk.get(id))
}

/** Work of an ask. */
export type AskedWork = WorkRow & { readonly code: string }

const workIn = (db: Db) =>
  db
    .selectFrom('posts as p')
    .innerJoin('activities as a', 'a.id', 'p.activity_id')
    .innerJoin('regions as r', 'r.id', 'a.region_id')
    .leftJoin('localities as l', 'l.id', 'a.locality_id')
    .select(['p.starts_at', 'p.ends_at', 'a.zone', 'r.name_kk', 'r.name_ru', 'r.name_en'])
    .select(['l.name_kk as l_kk', 'l.name_ru as l_ru', 'l.name_en as l_en'])

type WorkRow = Awaited<ReturnType<ReturnType<typeof workIn>['execute']>>[number]

/** Work in words. */
export const sayWork = (row: WorkRow, lang: Lang): SaidWork => ({
  place: placeName(
    {
      name_kk: row.l_kk ?? row.name_kk,
      name_ru: row.l_ru ?? row.name_ru,
      name_en: row.l_en ?? row.name_en,
    },
    lang,
  ),
  when: sayIn(lang, row.zone).dateTime(row.starts_at),
  zone: row.zone,
})

/** Next work of these people in words, soonest first, at most three. */
export async function sayNextShifts(
  db: Db,
  personIds: readonly string[],
  lang: Lang,
  now: Temporal.Instant,
): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await workIn(db)
    .innerJoin('assignments as s', 's.post_id', 'p.id')
    .modifyFront(sql`/* one plan */`)
    .where('s.volunteer_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .where('s.state', '=', 'live')
    .where('p.ends_at', '>', now)
    .orderBy('p.starts_at')
    .limit(3)
    .execute()
  return rows.map((row) => {
    const { place, when } = sayWork(row, lang)
    return `${when}, ${place}`
  })
}

/** Work somebody may be arriving at: of those of now, the one that begins nearest. */
export const findArriving = (db: Db, personIds: readonly string[], now: Temporal.Instant) =>
  db
    .selectFrom('assignments as s')
    .innerJoin('posts as p', 'p.id', 's.post_id')
    .innerJoin('activities as a', 'a.id', 's.activity_id')
    .select(['s.activity_id', 's.volunteer_id'])
    .where('s.volunteer_id', 'in', [...personIds])
    .where('s.state', '=', 'live')
    .where('a.form', '=', 'dated')
    .where('p.starts_at', '<=', now.add({ hours: 3 }))
    .where('p.ends_at', '>=', now.subtract({ hours: 12 }))
    .orderBy(sql`abs(extract(epoch FROM p.starts_at - ${now}::timestamptz))`)
    .limit(10)
    .execute()

/** Presences of these people that nobody ended. */
export const findPresent = (db: Db, personIds: readonly string[]) =>
  db
    .selectFrom('attendances')
    .select(['id', 'volunteer_id'])
    .where('volunteer_id', 'in', [...personIds])
    .where('checked_out_at', 'is', null)
    .orderBy('checked_in_at', 'desc')
    .limit(10)
    .execute()

/** A request of whoever writes. */
export type OwnNeed = {
  readonly id: string
  readonly reference: string
  readonly state: string
  readonly regionId: string
}

/** Requests whose contact is this number or address, or whose person it is; newest first. Read in a command, since contacts are readable there alone. */
export async function findOwnNeeds(
  ctx: Ctx,
  contact: { readonly kind: 'phone' | 'email' | 'telegram'; readonly value: string },
  personIds: readonly string[],
): Promise<OwnNeed[]> {
  const found = await inCommand<OwnNeed[], never>({ ...ctx, idempotency: undefined }, 'findOwnNeeds', async (tx) => {
    const rows = await tx.db
      .selectFrom('needs as n')
      .select(['n.id', 'n.reference', 'n.state', 'n.region_id'])
      .where('n.drill', '=', false)
      .where('n.destroyed_at', 'is', null)
      .where((eb) =>
        eb.or([
          ...(personIds.length === 0 ? [] : [eb('n.person_id', 'in', [...personIds])]),
          eb(
            'n.id',
            'in',
            eb
              .selectFrom('need_contacts as c')
              .select('c.need_id')
              .where('c.contact_kind', '=', contact.kind)
              .where('c.contact', '=', contact.value),
          ),
          // A chat stays that of its request when a telephone is left to ring.
          ...(contact.kind === 'telegram'
            ? [
                eb(
                  'n.id',
                  'in',
                  eb
                    .selectFrom('inbound_messages as m')
                    .select('m.need_id')
                    .where('m.door', '=', 'telegram')
                    .where('m.sender', '=', contact.value)
                    .where('m.need_id', 'is not', null),
                ),
              ]
            : []),
        ]),
      )
      .orderBy('n.raised_at', 'desc')
      .limit(10)
      .execute()
    return ok(rows.map((row) => ({ id: row.id, reference: row.reference, state: row.state, regionId: row.region_id })))
  })
  return found.ok ? found.value : []
}
