import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may } from '../../platform'
import { incidentClosed, incidentStarted } from '../entries'

/** Hazards an incident is of. */
export const hazards = ['flood', 'fire', 'earthquake', 'blizzard', 'mudflow', 'heat', 'accident', 'other'] as const
/** One of {@link hazards}. */
export type Hazard = (typeof hazards)[number]

/** What begins, where; a drill is counted apart. */
export type StartIncident = {
  readonly regionId: string
  readonly name: string
  readonly hazard: Hazard
  readonly drill: boolean
}

/** Begins an incident in a region: needs and activities can be counted to it. Asks for region:review. Records incident.started. */
export const startIncident = (
  ctx: Ctx,
  input: StartIncident,
): Promise<Result<{ incidentId: string }, { kind: 'forbidden' } | { kind: 'unknown-place' }>> =>
  inCommand<{ incidentId: string }, { kind: 'forbidden' } | { kind: 'unknown-place' }>(
    ctx,
    'startIncident',
    async (tx) => {
      if (!may(ctx, 'region:review', { regionId: input.regionId, organizationId: null }))
        return err({ kind: 'forbidden' })
      const region = await tx.db
        .selectFrom('regions')
        .select('zone')
        .where('id', '=', input.regionId)
        .executeTakeFirst()
      if (region === undefined) return err({ kind: 'unknown-place' })
      const id = newPublicId()
      const { regionId, name, hazard, drill } = input
      await tx.db
        .insertInto('incidents')
        .values({ id, region_id: regionId, name, hazard, started_at: tx.now, drill })
        .execute()
      const day = tx.now.toZonedDateTimeISO(region.zone).toPlainDate().toString()
      tx.append(
        incidentStarted.entry({
          subjectId: id,
          regionId,
          body: { hazard },
          public: { region: regionId, day, incident: id, kind: hazard, drill },
        }),
      )
      return ok({ incidentId: id })
    },
  )

/** Ends an incident. Asks for region:review. Records incident.closed. */
export const closeIncident = (
  ctx: Ctx,
  incidentId: string,
): Promise<Result<{ incidentId: string }, { kind: 'not-found' } | { kind: 'forbidden' }>> =>
  inCommand<{ incidentId: string }, { kind: 'not-found' } | { kind: 'forbidden' }>(ctx, 'closeIncident', async (tx) => {
    const row = await tx.db
      .selectFrom('incidents as i')
      .innerJoin('regions as r', 'r.id', 'i.region_id')
      .select(['i.id', 'i.region_id', 'i.hazard', 'i.drill', 'r.zone'])
      .where('i.id', '=', incidentId)
      .where('i.closed_at', 'is', null)
      .executeTakeFirst()
    if (row === undefined) return err({ kind: 'not-found' })
    if (!may(ctx, 'region:review', { regionId: row.region_id, organizationId: null })) return err({ kind: 'forbidden' })
    await tx.db.updateTable('incidents').set({ closed_at: tx.now }).where('id', '=', incidentId).execute()
    const day = tx.now.toZonedDateTimeISO(row.zone).toPlainDate().toString()
    tx.append(
      incidentClosed.entry({
        subjectId: incidentId,
        regionId: row.region_id,
        body: { hazard: row.hazard },
        public: { region: row.region_id, day, incident: incidentId, kind: row.hazard, drill: row.drill },
      }),
    )
    return ok({ incidentId })
  })
