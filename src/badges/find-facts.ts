import { sql } from 'kysely'
import type { Db } from '../platform'
import { findCompetence, parseLevel } from '../training'
import { type AwardFigures, awardsOf, longestRun } from './award-rules'
import type { Facts, Pick } from './badge'

const LINES = 200

type Of<K extends Facts['kind']> = Extract<Facts, { kind: K }>

/** Everything of a person's record a badge can be made of, the newest first: at most 200 presences, 200 letters and competences each. */
export async function listFacts(db: Db, volunteerId: string): Promise<Facts[]> {
  return [
    ...(await listAwards(db, volunteerId)),
    ...(await listYears(db, volunteerId)),
    ...(await listHeld(db, volunteerId)),
    ...(await listLetters(db, volunteerId)),
    ...(await listHours(db, volunteerId)),
  ]
}

/** What is so now of these picks; what is not the person's, or no longer so, is left out. */
export async function findFacts(db: Db, volunteerId: string, picks: readonly Pick[]): Promise<Facts[]> {
  const refs = (kind: Pick['kind']) => picks.filter((pick) => pick.kind === kind).map((pick) => pick.ref)
  const among = <K extends Facts['kind']>(facts: readonly Of<K>[], wanted: readonly string[]) =>
    facts.filter((one) => wanted.includes(one.ref))
  const [awards, years, held, letters, hours] = [
    refs('award'),
    refs('year'),
    refs('competence'),
    refs('letter'),
    refs('hours'),
  ]
  return [
    ...(awards.length === 0 ? [] : among(await listAwards(db, volunteerId), awards)),
    ...(years.length === 0 ? [] : among(await listYears(db, volunteerId), years)),
    ...(held.length === 0 ? [] : among(await listHeld(db, volunteerId), held)),
    ...(letters.length === 0 ? [] : among(await listLetters(db, volunteerId), letters)),
    ...(hours.length === 0 ? [] : await listHours(db, volunteerId, hours)),
  ]
}

const dayOf = (at: Temporal.Instant): string => at.toZonedDateTimeISO('UTC').toPlainDate().toString()

// The entry that confirms them, or the newest that tells of them.
async function listHours(db: Db, volunteerId: string, ids?: readonly string[]): Promise<Of<'hours'>[]> {
  const { rows } = await sql<Omit<Of<'hours'>, 'kind'>>`
    SELECT c.id AS ref, c.minutes, c.state, c.basis, c.on_date::text AS day, a.title, o.name AS organization, a.id AS "activityId",
      (SELECT max(p.position) FROM journal j JOIN journal_positions p ON p.entry_id = j.id
        WHERE j.subject_kind = 'contribution' AND j.subject_id = c.id) AS position
    FROM contributions c JOIN activities a ON a.id = c.activity_id JOIN organizations o ON o.id = c.organization_id
    WHERE c.volunteer_id = ${volunteerId} AND (${ids === undefined} OR c.id::text = any(${ids ?? []}::text[]))
    ORDER BY c.on_date DESC, c.id DESC LIMIT ${LINES}`.execute(db)
  return rows.map((row) => ({ kind: 'hours', ...row, position: row.position === null ? null : Number(row.position) }))
}

async function listYears(db: Db, volunteerId: string): Promise<Of<'year'>[]> {
  const { rows } = await sql<Omit<Of<'year'>, 'kind'>>`
    SELECT extract(year FROM on_date)::int::text AS ref,
      coalesce(sum(minutes) FILTER (WHERE state = 'confirmed'), 0)::int AS "confirmedMinutes",
      coalesce(sum(minutes) FILTER (WHERE state <> 'confirmed'), 0)::int AS "unconfirmedMinutes",
      (count(*) FILTER (WHERE state = 'confirmed'))::int AS visits
    FROM contributions WHERE volunteer_id = ${volunteerId} AND basis IN ('free', 'unknown')
    GROUP BY 1 ORDER BY 1 DESC LIMIT 100`.execute(db)
  return rows.map((row) => ({ kind: 'year', ...row }))
}

// Somebody else looked at these: what a person says of themselves needs no signature of ours.
async function listHeld(db: Db, volunteerId: string): Promise<Of<'competence'>[]> {
  const rows = await db
    .selectFrom('credentials')
    .select(['id', 'competence_id', 'level', 'confirmed_at', 'created_at', 'valid_until'])
    .where('volunteer_id', '=', volunteerId)
    .where('state', '=', 'confirmed')
    .where('ended_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(LINES)
    .execute()
  return rows
    .filter((row) => findCompetence(row.competence_id) !== undefined)
    .map((row) => ({
      kind: 'competence',
      ref: row.id,
      competence: row.competence_id,
      level: parseLevel(row.level) ?? 1,
      from: (row.confirmed_at ?? row.created_at).toString(),
      until: row.valid_until?.toString() ?? null,
    }))
}

async function listLetters(db: Db, volunteerId: string): Promise<Of<'letter'>[]> {
  const rows = await db
    .selectFrom('letters as l')
    .innerJoin('activities as a', 'a.id', 'l.activity_id')
    .innerJoin('organizations as o', 'o.id', 'l.organization_id')
    .innerJoin('people as p', 'p.id', 'l.author_id')
    .select(['l.id', 'l.words', 'a.title', 'o.name as organization', 'p.name as author', 'l.written_at'])
    .where('l.volunteer_id', '=', volunteerId)
    .where('l.state', '=', 'kept')
    .orderBy('l.written_at', 'desc')
    .limit(LINES)
    .execute()
  return rows.map((row) => ({
    kind: 'letter',
    ref: row.id,
    words: row.words,
    title: row.title,
    organization: row.organization,
    author: row.author,
    day: dayOf(row.written_at),
  }))
}

/** What a person's awards are counted by. */
export async function findAwardFigures(db: Db, volunteerId: string): Promise<AwardFigures> {
  const { rows } = await sql<{ minutes: number; month: string }>`
    SELECT to_char(on_date, 'YYYY-MM') AS month, sum(minutes)::int AS minutes
    FROM contributions WHERE volunteer_id = ${volunteerId} AND state = 'confirmed' AND basis = 'free'
    GROUP BY 1 LIMIT 2000`.execute(db)
  return {
    confirmedMinutes: rows.reduce((sum, row) => sum + row.minutes, 0),
    steadyMonths: longestRun(rows.map((row) => row.month)),
  }
}

async function listAwards(db: Db, volunteerId: string): Promise<Of<'award'>[]> {
  return awardsOf(await findAwardFigures(db, volunteerId)).map((rule) => ({ kind: 'award', ref: rule.id }))
}
