import { newId, newPublicId } from '../../kit/ids'
import { newReference } from '../../kit/reference'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf, type Tx } from '../../platform'
import { dayIn } from '../day-in'
import { safetyReported } from '../entries'
import { belongingTo, listReaders, type Officer } from '../officers'
import { type Concern, minutesToTake, personConcerned, type ReportKind, type Subject } from '../report'

/** What somebody reports. */
export type ReportHarm = {
  readonly kind: ReportKind
  readonly concerns: Concern
  readonly words: string
  /** A way to reach the reporter, only if they left one. */
  readonly contact: string | null
  /** The name of a signed-in reporter is neither kept nor journalled. */
  readonly anonymous: boolean
  readonly urgent: boolean
  readonly subject: Subject
  readonly regionId: string
  /** Officers who shall not read it, because it concerns them. */
  readonly notOfficers: readonly string[]
}

/** A report that was taken in. */
export type TakenIn = { readonly id: string; readonly reference: string; readonly officerId: string | null }

/**
 * Takes in a report and gives it to a named officer of the region who is not concerned. Where every officer is excluded it goes to an
 * administrator; where there is nobody, it waits in the queue.
 */
export const reportHarm = (ctx: Ctx, input: ReportHarm): Promise<Result<TakenIn, { kind: 'region-unknown' }>> =>
  inCommand(input.anonymous ? unnamed(ctx) : ctx, 'reportHarm', (tx) => reportHarmIn(tx, input, ctx))

/** The same inside another room's command. Entries to declare: safety.reported. @param ctx of the reporter, named or not */
export async function reportHarmIn(
  tx: Tx,
  input: ReportHarm,
  ctx: Ctx = tx.ctx,
): Promise<Result<TakenIn, { kind: 'region-unknown' }>> {
  const reporterId = input.anonymous ? null : personOf(ctx)
  const region = await tx.db.selectFrom('regions').select('zone').where('id', '=', input.regionId).executeTakeFirst()
  if (region === undefined) return err({ kind: 'region-unknown' })
  const aboutPersonId = personConcerned(input.subject, input.concerns)
  const barred = [aboutPersonId, personOf(ctx), ...input.notOfficers].filter((id) => id !== null)
  const { officer, excluded } = await pickOfficer(tx, {
    regionId: input.regionId,
    organizationId: input.subject.organizationId,
    barred,
  })
  const id = newPublicId()
  const reference = newReference()
  await tx.db
    .insertInto('safety_reports')
    .values({
      id,
      reference,
      region_id: input.regionId,
      kind: input.kind,
      concerns: input.concerns,
      urgent: input.urgent,
      about_person_id: aboutPersonId,
      about_organization_id: input.subject.organizationId,
      about_activity_id: input.subject.activityId,
      about_need_id: input.subject.needId,
      excluded_ids: input.anonymous ? excluded.filter((one) => one !== personOf(ctx)) : excluded,
      door: ctx.door,
      reported_at: tx.now,
      officer_id: officer?.personId ?? null,
      state: 'new',
    })
    .execute()
  await tx.db
    .insertInto('safety_report_words')
    .values({ report_id: id, words: input.words, contact: input.contact, reported_by: reporterId })
    .execute()
  await tx.db
    .insertInto('safety_report_steps')
    .values({ id: newId(), report_id: id, by_person: null, at: tx.now, kind: 'reported', for_reporter: true })
    .execute()
  tx.append(
    safetyReported.entry({
      subjectId: id,
      regionId: input.regionId,
      organizationId: null,
      body: {
        kind: input.kind,
        concerns: input.concerns,
        urgent: input.urgent,
        officerId: officer?.personId ?? null,
        activityId: input.subject.activityId,
        organizationId: input.subject.organizationId,
        needId: input.subject.needId,
      },
      public: { region: input.regionId, day: dayIn(tx.now, region.zone), door: ctx.door },
    }),
  )
  tx.wake('safety.not-taken', { id }, tx.now.add({ minutes: minutesToTake(input.urgent) }))
  return ok({ id, reference, officerId: officer?.personId ?? null })
}

/** The officer with the fewest open reports who is neither barred nor of the organization concerned. */
export async function pickOfficer(
  tx: Tx,
  among: { regionId: string; organizationId: string | null; barred: readonly string[] },
): Promise<{ officer: Officer | undefined; excluded: string[] }> {
  const readers = await listReaders(tx.db, among.regionId, tx.now)
  const own = await belongingTo(
    tx.db,
    among.organizationId,
    readers.map((reader) => reader.personId),
  )
  const excluded = [...new Set([...among.barred, ...own])]
  return { officer: readers.find((reader) => !excluded.includes(reader.personId)), excluded }
}

// The journal names the actor and a repeat its session; neither may lead back to someone who wants to stay unnamed.
const unnamed = (ctx: Ctx): Ctx => ({
  ...ctx,
  actor: { kind: 'visitor' },
  idempotency: ctx.idempotency === undefined ? undefined : { ...ctx.idempotency, scope: 'visitor' },
})
