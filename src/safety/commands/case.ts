import { sql } from 'kysely'
import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Db, may, personOf, type Tx } from '../../platform'
import { belongingTo } from '../officers'
import type { StepKind } from '../report'

/** Why a case does not open: it is not there, or not for this person. Both look the same from outside. */
export type CaseError = { readonly kind: 'not-found' }

/** A report as commands hold it. */
export type Case = Awaited<ReturnType<typeof selectCase>>

const selectCase = (db: Db, id: string) =>
  db
    .selectFrom('safety_reports as r')
    .innerJoin('regions as g', 'g.id', 'r.region_id')
    .select([
      'r.id',
      'r.reference',
      'r.region_id',
      'r.kind',
      'r.concerns',
      'r.urgent',
      'r.about_person_id',
      'r.about_organization_id',
      'r.about_activity_id',
      'r.about_need_id',
      'r.excluded_ids',
      'r.reported_at',
      'r.officer_id',
      'r.state',
      'r.closed_at',
      'r.outcome',
      'r.destroyed_at',
      'g.zone',
    ])
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirstOrThrow()

/** Holds a report for a change by an officer: their region, and not concerned by it. */
export async function openCase(tx: Tx, id: string): Promise<Result<Case, CaseError>> {
  const exists = await tx.db.selectFrom('safety_reports').select('id').where('id', '=', id).executeTakeFirst()
  if (exists === undefined) return err({ kind: 'not-found' })
  const found = await selectCase(tx.db, id)
  if (!(await mayHandle(tx.ctx, tx.db, found))) return err({ kind: 'not-found' })
  return ok(found)
}

/** Holds a report for the system or for its reporter, who is known by their link. */
export async function holdCase(tx: Tx, id: string): Promise<Case | undefined> {
  const exists = await tx.db.selectFrom('safety_reports').select('id').where('id', '=', id).executeTakeFirst()
  return exists === undefined ? undefined : selectCase(tx.db, id)
}

async function mayHandle(ctx: Ctx, db: Db, found: Case): Promise<boolean> {
  if (!may(ctx, 'safety:handle', { regionId: found.region_id })) return false
  const personId = personOf(ctx)
  if (personId === null) return ctx.actor.kind === 'system'
  if (found.excluded_ids.includes(personId) || found.about_person_id === personId) return false
  return !(await belongingTo(db, found.about_organization_id, [personId])).has(personId)
}

/** Writes one step of a report. */
export const addStep = (
  tx: Tx,
  reportId: string,
  step: { kind: StepKind; byPerson: string | null; words?: string; forReporter?: boolean },
) =>
  tx.db
    .insertInto('safety_report_steps')
    .values({
      id: newId(),
      report_id: reportId,
      by_person: step.byPerson,
      at: tx.now,
      kind: step.kind,
      words: step.words ?? '',
      for_reporter: step.forReporter ?? false,
    })
    .execute()

/** Gives a report to an officer. */
export const giveTo = (tx: Tx, id: string, officerId: string, state: 'new' | 'in-hand') =>
  tx.db
    .updateTable('safety_reports')
    .set({ officer_id: officerId, state })
    .where('id', '=', id)
    .where('state', '<>', 'closed')
    .where(sql<boolean>`NOT ${officerId}::uuid = ANY (excluded_ids)`)
    .execute()
