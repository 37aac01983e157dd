import { sql } from 'kysely'
import { ok } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { safetyTaken, safetyWordsDestroyed } from '../entries'
import { KEEP_DAYS, minutesToTake } from '../report'
import { addStep, giveTo, holdCase } from './case'
import { pickOfficer } from './report-harm'

const PASSED_ON_MAX = 5
const BATCH = 100

/** A report that its officer has not taken in time goes to the next one, five times at most. */
export const passOn = (ctx: Ctx, id: string) =>
  inCommand(ctx, 'passOn', async (tx) => {
    const found = await holdCase(tx, id)
    if (found === undefined || found.state !== 'new') return ok(false)
    const { passed } = await tx.db
      .selectFrom('safety_report_steps')
      .select((eb) => eb.fn.countAll<number>().as('passed'))
      .where('report_id', '=', id)
      .where('kind', '=', 'handed-over')
      .executeTakeFirstOrThrow()
    if (passed >= PASSED_ON_MAX) return ok(false)
    const barred = [...found.excluded_ids, found.about_person_id, found.officer_id].filter((one) => one !== null)
    const { officer } = await pickOfficer(tx, {
      regionId: found.region_id,
      organizationId: found.about_organization_id,
      barred,
    })
    if (officer === undefined) return ok(false)
    await giveTo(tx, id, officer.personId, 'new')
    await addStep(tx, id, { kind: 'handed-over', byPerson: null, forReporter: true })
    tx.append(
      safetyTaken.entry({
        subjectId: id,
        regionId: found.region_id,
        body: { officerId: officer.personId, how: 'not-taken-in-time' },
        public: {},
      }),
    )
    tx.wake('safety.not-taken', { id }, tx.now.add({ minutes: minutesToTake(found.urgent) }))
    return ok(true)
  })

/** Destroys words, contact and names of reports closed {@link KEEP_DAYS} days ago. @returns how many, at most 100 a run */
export const destroyWords = (ctx: Ctx) =>
  inCommand(ctx, 'destroyWords', async (tx) => {
    const due = await tx.db
      .selectFrom('safety_reports')
      .select(['id', 'region_id'])
      .where('state', '=', 'closed')
      .where('destroyed_at', 'is', null)
      .where('closed_at', '<', tx.now.subtract({ hours: 24 * KEEP_DAYS }))
      .orderBy('closed_at')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { id, region_id } of due) {
      await tx.db.deleteFrom('safety_report_words').where('report_id', '=', id).execute()
      await tx.db.updateTable('safety_report_steps').set({ words: '' }).where('report_id', '=', id).execute()
      await tx.db
        .updateTable('safety_reports')
        .set({ destroyed_at: tx.now, about_person_id: null, excluded_ids: sql`'{}'` })
        .where('id', '=', id)
        .execute()
      tx.append(
        safetyWordsDestroyed.entry({
          subjectId: id,
          regionId: region_id,
          body: { daysAfterClosing: KEEP_DAYS },
          public: {},
        }),
      )
    }
    return ok(due.length)
  })
