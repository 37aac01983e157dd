import { type RawBuilder, sql } from 'kysely'
import { HELP_PURPOSE } from '../../people'
import type { Db } from '../../platform'

/** What an operator can do for somebody in a call. */
export const doings = [
  'registered',
  'helped',
  'yes',
  'no',
  'yes-from',
  'words',
  'talked',
  'raised',
  'corrected',
  'cancelled',
  'rotated',
  'confirmed',
  'answered',
] as const

/** Something an operator did for a person in a call. */
export type DoneByPhone = {
  /** Of the entry, the answer or the call. */
  readonly id: string
  readonly at: Temporal.Instant
  readonly what: (typeof doings)[number]
  /** Of the activity an answer is about, or the number of the request. */
  readonly title: string | null
  readonly operatorId: string | null
  /** First name; null when they are erased. */
  readonly operator: string | null
  /** First name of the companion whose word it was. */
  readonly companion: string | null
  readonly isUndone: boolean
  /** They said that they did not agree. */
  readonly isObjected: boolean
}

/** To whom it was done: a person with an account, or whoever is helped by a need. */
export type DoneTo = { readonly kind: 'person' | 'need'; readonly id: string }

const LIST_MAX = 50

/**
 * What operators did for somebody who agreed by phone, newest first, at most fifty: registered them, noted their answers, took and changed
 * their requests, took receipts, talked with them. Served by journal_subject_idx, needs_person_idx, answers_volunteer_idx and
 * line_tries_callee_idx.
 */
export async function listDoneByPhone(db: Db, to: DoneTo): Promise<DoneByPhone[]> {
  const parts =
    to.kind === 'person'
      ? [registered(to.id), helped(to.id), answered(to.id), ofNeeds(sql`n.person_id = ${to.id}`), talked(to)]
      : [ofNeeds(sql`n.id = ${to.id}`), talked(to)]
  const { rows } = await sql<DoneByPhone>`
    SELECT f.id, f.at, f.what, f.title, f.operator_id AS "operatorId", split_part(o.name, ' ', 1) AS operator,
      split_part(s.name, ' ', 1) AS companion, f.undone AS "isUndone",
      b.done_id IS NOT NULL AS "isObjected"
    FROM (${sql.join(parts, sql` UNION ALL `)}) f
    LEFT JOIN people o ON o.id = f.operator_id LEFT JOIN people s ON s.id = f.companion_id LEFT JOIN line_objections b ON b.done_id = f.id
    ORDER BY f.at DESC, f.id LIMIT ${LIST_MAX}`.execute(db)
  return rows
}

const registered = (id: string) => sql`(
  SELECT j.id, j.at, 'registered' AS what, NULL AS title, j.actor_id AS operator_id, NULL::uuid AS companion_id, false AS undone FROM journal j
  WHERE j.subject_kind = 'person' AND j.subject_id = ${id} AND j.kind = 'person.created' AND j.door = 'call' AND j.actor_kind = 'person' LIMIT 1)`

// What was changed meanwhile stands in the account's own list of acts, with both names.
const helped = (id: string) => sql`(
  SELECT j.id, j.at, 'helped' AS what, NULL AS title, j.actor_id AS operator_id, NULL::uuid AS companion_id, false AS undone FROM journal j
  WHERE j.subject_kind = 'person' AND j.subject_id = ${id} AND j.kind = 'consent.given' AND j.body->>'purpose' = ${HELP_PURPOSE}
    AND j.body->>'how' = 'call' AND j.actor_kind = 'person' ORDER BY j.seq DESC LIMIT ${LIST_MAX})`

const answered = (id: string) => sql`(
  SELECT w.id, w.at, w.kind AS what, a.title, w.author_id AS operator_id, NULL::uuid AS companion_id, w.undone_at IS NOT NULL AS undone
  FROM answers w JOIN posts p ON p.id = w.post_id JOIN activities a ON a.id = p.activity_id
  WHERE w.volunteer_id = ${id} AND w.door = 'call' AND w.author_id <> w.volunteer_id ORDER BY w.at DESC LIMIT ${LIST_MAX})`

// The receipt of a whole need that follows from the answers to its deliveries is told by those.
const ofNeeds = (which: RawBuilder<unknown>) => sql`(
  SELECT j.id, j.at, CASE j.kind WHEN 'need.raised' THEN 'raised' WHEN 'need.corrected' THEN 'corrected' WHEN 'need.cancelled' THEN 'cancelled'
      WHEN 'need.link-rotated' THEN 'rotated' ELSE CASE j.body->>'result' WHEN 'yes' THEN 'confirmed' ELSE 'answered' END END AS what,
    n.reference AS title, j.actor_id AS operator_id, (j.body->>'companion')::uuid AS companion_id, false AS undone
  FROM needs n JOIN journal j ON j.subject_kind = 'need' AND j.subject_id = n.id
  WHERE ${which} AND j.actor_kind = 'person' AND j.actor_id IS DISTINCT FROM n.person_id
    AND j.kind IN ('need.raised', 'need.corrected', 'need.cancelled', 'need.link-rotated', 'need.receipt', 'receipt.said')
    AND (j.door = 'call' OR j.body->>'consentHow' = 'by-phone') AND j.body->>'byLines' IS DISTINCT FROM 'true'
  ORDER BY j.seq DESC LIMIT ${LIST_MAX})`

const talked = ({ kind, id }: DoneTo) => sql`(
  SELECT t.id, t.at, 'talked' AS what, NULL AS title, t.operator_id, NULL::uuid AS companion_id, t.undone_at IS NOT NULL AS undone FROM line_tries t
  WHERE t.callee_kind = ${kind} AND t.callee_id = ${id} AND t.outcome IN ('reached', 'later') ORDER BY t.at DESC LIMIT ${LIST_MAX})`
