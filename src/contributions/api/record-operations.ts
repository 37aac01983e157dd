import { z } from 'zod'
import { findSeals } from '../../journal'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { lookForPerson } from '../../people'
import { type ApiOperation, apiOperation, type Problem } from '../../platform'
import { listCredentials } from '../../training'
import { bases, type ContributionState, parseBasis } from '../contribution'
import { listRecordLines, listYearHours, listYearResults } from '../queries/list-record'

const tag = 'Contributions'
const sampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a51'
const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such person for this key.' }
const RESULTS_MAX = 1000

const own = z
  .strictObject({
    id: z.uuid(),
    activity: z.uuid(),
    day: z.iso.date(),
    minutes: z.int(),
    basis: z.enum(bases),
    state: z.enum(['recorded', 'confirmed', 'disputed']),
    entry: z
      .int()
      .nullable()
      .meta({ description: 'Their newest entry of the public log, where it has a position already.' }),
    sealedIn: z.int().nullable().meta({ description: 'Entries under the checkpoint that holds it.' }),
  })
  .meta({ id: 'OwnHours' })

const listOwn = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/hours',
  id: 'listOwnHours',
  summary: 'The record of the person, the latest first. The look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({
    consent: z.uuid(),
    cursor: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ hours: z.array(own), next: z.string().nullable() }),
  example: { params: { volunteerId: sampleId }, query: { consent: sampleId } },
  run: async (ctx, { params, query }) => {
    const personId = params.volunteerId ?? ''
    if (!(await lookForPerson(ctx, personId, query.consent, ['record']))) return err(notFound)
    const [day, id] = query.cursor?.split('_') ?? []
    const before = day === undefined || !isId(id) ? undefined : { day, id }
    const lines = await listRecordLines(ctx.db, personId, query.limit + 1, { before })
    const shown = lines.slice(0, query.limit)
    const last = shown.at(-1)
    const ids = shown.map((line) => line.id)
    const seals = await findSeals(ctx.db, 'contribution', ids)
    return ok({
      hours: shown.map((line) => ({
        id: line.id,
        activity: line.activityId,
        day: line.on_date,
        minutes: line.minutes,
        basis: parseBasis(line.basis) ?? 'unknown',
        state: line.state as ContributionState,
        entry: seals.get(line.id)?.position ?? null,
        sealedIn: seals.get(line.id)?.checkpoint?.size ?? null,
      })),
      next: lines.length > query.limit && last !== undefined ? `${last.on_date}_${last.id}` : null,
    })
  },
})

const record = z
  .strictObject({
    years: z.array(
      z.strictObject({
        year: z.int(),
        basis: z.enum(bases),
        confirmedMinutes: z.int(),
        unconfirmedMinutes: z.int().meta({ description: 'Hours in question among them.' }),
      }),
    ),
    results: z.array(
      z.strictObject({
        year: z.int(),
        activity: z.uuid(),
        title: z.string(),
        quantity: z.int(),
        unit: z.string(),
        state: z.enum(['unconfirmed', 'confirmed']),
      }),
    ),
    competences: z
      .array(z.strictObject({ competence: z.string(), level: z.int(), validUntil: z.iso.datetime().nullable() }))
      .meta({ description: 'Those that somebody else confirmed, also where they have run out.' }),
  })
  .meta({ id: 'OwnRecord' })

const readOwn = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/record',
  id: 'readOwnRecord',
  summary: 'Hours by year and ground, results and confirmed competences of the person. The look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({ consent: z.uuid() }),
  response: record,
  example: { params: { volunteerId: sampleId }, query: { consent: sampleId } },
  run: async (ctx, { params, query }) => {
    const personId = params.volunteerId ?? ''
    if (!(await lookForPerson(ctx, personId, query.consent, ['record', 'credentials']))) return err(notFound)
    const [years, results, credentials] = [
      await listYearHours(ctx.db, personId),
      await listYearResults(ctx.db, personId, RESULTS_MAX),
      await listCredentials(ctx.db, personId),
    ]
    return ok({
      years: years.map((row) => ({
        year: row.year,
        basis: parseBasis(row.basis) ?? 'unknown',
        confirmedMinutes: Number(row.confirmedMinutes),
        unconfirmedMinutes: Number(row.unconfirmedMinutes),
      })),
      results: results.map((row) => ({
        year: row.year,
        activity: row.activityId,
        title: row.title,
        quantity: Number(row.quantity),
        unit: row.unit,
        state: row.state === 'confirmed' ? ('confirmed' as const) : ('unconfirmed' as const),
      })),
      competences: credentials
        .filter(({ state }) => state === 'confirmed')
        .map((one) => ({
          competence: one.competence,
          level: one.level,
          validUntil: one.validUntil?.toString() ?? null,
        })),
    })
  },
})

/** A person's record, on their word. */
export const recordOperations: readonly ApiOperation[] = [listOwn, readOwn]
