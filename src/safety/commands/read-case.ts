import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, recordLook, type Tx } from '../../platform'
import type { StepKind } from '../report'
import { type Case, type CaseError, openCase } from './case'

/** A step as it is shown. */
export type Step = {
  readonly at: Temporal.Instant
  readonly kind: StepKind
  readonly by: string | null
  readonly words: string
  readonly forReporter: boolean
}

/** Someone whom a report may concern, offered for suspension. */
export type Involved = {
  readonly personId: string
  readonly name: string
  readonly how: 'coordinator' | 'volunteer' | 'member'
}

/** All of a report, for its officer. */
export type OpenedCase = {
  readonly case: Case
  readonly words: string
  readonly contact: string | null
  readonly reporter: { readonly personId: string; readonly name: string } | null
  readonly officer: string | null
  readonly activity: string | null
  readonly organization: string | null
  readonly need: string | null
  readonly steps: readonly Step[]
  readonly involved: readonly Involved[]
}

/** Opens a report with everything said in it. The look is recorded, for the reporter to see where they gave their name. */
export const readCase = (ctx: Ctx, id: string): Promise<Result<OpenedCase, CaseError>> =>
  inCommand({ ...ctx, idempotency: undefined }, 'readCase', async (tx) => {
    const opened = await openCase(tx, id)
    if (!opened.ok) return err(opened.error)
    const found = opened.value
    const said = await tx.db
      .selectFrom('safety_report_words as w')
      .leftJoin('people as p', 'p.id', 'w.reported_by')
      .select(['w.words', 'w.contact', 'w.reported_by', 'p.name'])
      .where('w.report_id', '=', id)
      .executeTakeFirst()
    const involved = await listInvolved(tx, found)
    await recordLook(tx.db, ctx, {
      subjectPersonId: said?.reported_by ?? null,
      subjectKind: 'safety-report',
      subjectId: id,
      what: ['words', 'contact', 'steps'],
    })
    for (const one of involved)
      await recordLook(tx.db, ctx, {
        subjectPersonId: one.personId,
        subjectKind: 'safety-report',
        subjectId: id,
        what: ['name'],
      })
    const names = await namesOf(tx, found)
    return ok({
      case: found,
      words: said?.words ?? '',
      contact: said?.contact ?? null,
      reporter: said?.reported_by == null ? null : { personId: said.reported_by, name: said.name ?? '' },
      ...names,
      steps: await listSteps(tx, id),
      involved,
    })
  })

/** Steps of a report, oldest first, at most 500. */
export async function listSteps(tx: Tx, id: string): Promise<Step[]> {
  const rows = await tx.db
    .selectFrom('safety_report_steps as s')
    .leftJoin('people as p', 'p.id', 's.by_person')
    .select(['s.at', 's.kind', 's.words', 's.for_reporter', 'p.name'])
    .where('s.report_id', '=', id)
    .orderBy('s.at')
    .orderBy('s.id')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    kind: row.kind as StepKind,
    by: row.name,
    words: row.words,
    forReporter: row.for_reporter,
  }))
}

async function namesOf(tx: Tx, found: Case) {
  const row = await tx.db
    .selectFrom('safety_reports as r')
    .leftJoin('people as p', 'p.id', 'r.officer_id')
    .leftJoin('activities as a', 'a.id', 'r.about_activity_id')
    .leftJoin('organizations as o', 'o.id', 'r.about_organization_id')
    .leftJoin('needs as n', 'n.id', 'r.about_need_id')
    .select(['p.name as officer', 'a.title as activity', 'o.name as organization', 'n.reference as need'])
    .where('r.id', '=', found.id)
    .executeTakeFirstOrThrow()
  return row
}

const INVOLVED_MAX = 100

/** Those whom an officer may have to stop at once: the coordinator, who was on the posts, who leads the organization. At most 300. */
export async function listInvolved(tx: Tx, found: Case): Promise<Involved[]> {
  const all: Involved[] = []
  const add = (rows: { id: string; name: string | null }[], how: Involved['how']) => {
    for (const { id, name } of rows)
      if (!all.some((one) => one.personId === id)) all.push({ personId: id, name: name ?? '', how })
  }
  if (found.about_activity_id !== null) {
    add(
      await tx.db
        .selectFrom('activities as a')
        .innerJoin('people as p', 'p.id', 'a.coordinator_id')
        .select(['p.id', 'p.name'])
        .where('a.id', '=', found.about_activity_id)
        .limit(1)
        .execute(),
      'coordinator',
    )
    add(
      await tx.db
        .selectFrom('assignments as s')
        .innerJoin('people as p', 'p.id', 's.volunteer_id')
        .select(['p.id', 'p.name'])
        .distinct()
        .where('s.activity_id', '=', found.about_activity_id)
        .limit(INVOLVED_MAX)
        .execute(),
      'volunteer',
    )
  }
  if (found.about_need_id !== null) {
    add(
      await tx.db
        .selectFrom('activities as a')
        .innerJoin('assignments as s', 's.activity_id', 'a.id')
        .innerJoin('people as p', 'p.id', 's.volunteer_id')
        .select(['p.id', 'p.name'])
        .distinct()
        .where('a.need_id', '=', found.about_need_id)
        .limit(INVOLVED_MAX)
        .execute(),
      'volunteer',
    )
  }
  if (found.about_organization_id !== null) {
    add(
      await tx.db
        .selectFrom('role_grants as g')
        .innerJoin('people as p', 'p.id', 'g.person_id')
        .select(['p.id', 'p.name'])
        .distinct()
        .where('g.organization_id', '=', found.about_organization_id)
        .where('g.ended_at', 'is', null)
        .limit(INVOLVED_MAX)
        .execute(),
      'member',
    )
  }
  return all
}
