import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { dayIn } from '../day-in'
import { safetyReopened, safetyStepRecorded } from '../entries'
import type { Outcome } from '../report'
import { addStep, holdCase } from './case'
import { listSteps, type Step } from './read-case'

/** A report as its reporter sees it by the secret link: no names but the officer's, nothing of what others said. */
export type FollowedReport = {
  readonly reference: string
  readonly kind: string
  readonly state: 'new' | 'in-hand' | 'closed'
  readonly outcome: Outcome | null
  readonly officer: string | null
  readonly reportedAt: Temporal.Instant
  readonly zone: string
  readonly steps: readonly Step[]
}

/** What the reporter may see of their report. */
export const followReport = (ctx: Ctx, id: string): Promise<Result<FollowedReport, { kind: 'not-found' }>> =>
  inCommand({ ...ctx, idempotency: undefined }, 'followReport', async (tx) => {
    const found = await holdCase(tx, id)
    if (found === undefined) return err({ kind: 'not-found' })
    const officer =
      found.officer_id === null
        ? undefined
        : await tx.db.selectFrom('people').select('name').where('id', '=', found.officer_id).executeTakeFirst()
    return ok({
      reference: found.reference,
      kind: found.kind,
      state: found.state as FollowedReport['state'],
      outcome: found.outcome as Outcome | null,
      officer: officer?.name ?? null,
      reportedAt: found.reported_at,
      zone: found.zone,
      steps: (await listSteps(tx, id)).filter((step) => step.forReporter),
    })
  })

/** The reporter adds words through their secret link; a closed report is opened again by them. */
export const addToReport = (ctx: Ctx, id: string, words: string): Promise<Result<null, { kind: 'not-found' }>> =>
  inCommand(ctx, 'addToReport', async (tx) => {
    const found = await holdCase(tx, id)
    if (found === undefined) return err({ kind: 'not-found' })
    await addStep(tx, id, { kind: 'added', byPerson: null, words, forReporter: true })
    if (found.state === 'closed') {
      await tx.db
        .updateTable('safety_reports')
        .set({ state: 'in-hand', closed_at: null, outcome: null })
        .where('id', '=', id)
        .execute()
      tx.append(
        safetyReopened.entry({
          subjectId: id,
          regionId: found.region_id,
          body: { officerId: found.officer_id },
          public: { region: found.region_id, day: dayIn(tx.now, found.zone) },
        }),
      )
    }
    tx.append(
      safetyStepRecorded.entry({
        subjectId: id,
        regionId: found.region_id,
        body: { step: 'added', officerId: found.officer_id },
        public: {},
      }),
    )
    return ok(null)
  })
