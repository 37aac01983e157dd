import { sql } from 'kysely'
import { z } from 'zod'
import { isId } from '../kit/ids'
import { err, ok, type Result } from '../kit/result'
import { findOrganization } from '../organizations'
import { type ApiOperation, apiOperation, type Ctx, type Db, type Problem, recordLook } from '../platform'
import { ownOperations } from './api/own-operations'
import { expandAvailability } from './availability'
import { listHeld } from './occupancy'
import { findVolunteer, readTime, toDateExceptions } from './queries'
import { toRules } from './volunteer'

const tag = 'Volunteers'
const id = z.uuid()
const at = z.iso.datetime()
const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
const count = z.int().nullable().meta({ description: 'null: fewer than 5, so that nobody can be picked out.' })

const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such volunteer in reach of the key.' }

/** Region a caller reads: its key's own, its organization's, or the one it names where its key has neither. */
async function regionOf(ctx: Ctx, asked: string | undefined): Promise<Result<string, Problem>> {
  const { actor } = ctx
  if (actor.kind !== 'key') return err({ status: 403, kind: 'forbidden', detail: 'This operation needs a key.' })
  const own =
    actor.regionId ??
    (actor.organizationId === null ? undefined : (await findOrganization(ctx.db, actor.organizationId))?.regionId)
  if (own === undefined && asked === undefined)
    return err({
      status: 422,
      kind: 'region-required',
      detail: 'The key has no region of its own: name one in `region`.',
    })
  if (own !== undefined && asked !== undefined && asked !== own)
    return err({ status: 403, kind: 'forbidden', detail: `The key reaches the region ${own} only.` })
  return ok(own ?? asked ?? '')
}

const listVolunteers = apiOperation({
  method: 'GET',
  path: '/volunteers',
  id: 'listVolunteers',
  summary: 'Active volunteers of a region, without names and contacts. Each look is recorded and shown to the person.',
  tag,
  may: 'dispatch:run',
  query: z.strictObject({
    region: region.optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({
    volunteers: z.array(
      z.strictObject({
        id,
        languages: z.array(z.string()),
        transport: z.string(),
        equipment: z.array(z.string()),
        kinds: z.array(z.string()),
        emergencyCalls: z.boolean(),
      }),
    ),
    next: id.nullable(),
  }),
  example: { query: { region: 'KZ-27', limit: '2' } },
  run: async (ctx, { query }) => {
    const where = await regionOf(ctx, query.region)
    if (!where.ok) return where
    let select = ctx.db
      .selectFrom('volunteers')
      .select(['id', 'languages', 'transport', 'equipment', 'kinds', 'emergency_calls'])
      .where('region_id', '=', where.value)
      .where('state', '=', 'active')
      .where('interested_only', '=', false)
      .orderBy('id')
      .limit(query.limit + 1)
    if (query.cursor !== undefined) select = select.where('id', '>', query.cursor)
    const rows = await select.execute()
    const shown = rows.slice(0, query.limit)
    for (const row of shown)
      await recordLook(ctx.db, ctx, {
        subjectPersonId: row.id,
        subjectKind: 'volunteer',
        subjectId: row.id,
        what: ['languages', 'equipment', 'kinds'],
      })
    return ok({
      volunteers: shown.map(({ emergency_calls, ...row }) => ({ ...row, emergencyCalls: emergency_calls })),
      next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    })
  },
})

const SPAN_DAYS_MAX = 31

const readFreeTime = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/free',
  id: 'readFreeTime',
  summary:
    'When a volunteer is free within at most 31 days: what they said, less what they gave away. The look is recorded.',
  tag,
  may: 'dispatch:run',
  query: z.strictObject({ from: at, to: at }),
  response: z.strictObject({
    volunteer: id,
    state: z.enum(['active', 'paused']),
    free: z.array(z.strictObject({ start: at, end: at })),
  }),
  example: {
    params: { volunteerId: '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a41' },
    query: { from: '2026-11-23T00:00:00Z', to: '2026-11-30T00:00:00Z' },
  },
  run: async (ctx, { params, query }) => {
    const { volunteerId = '' } = params
    const volunteer = isId(volunteerId) ? await findVolunteer(ctx.db, volunteerId) : undefined
    if (volunteer === undefined || volunteer.state === 'left') return err(notFound)
    const where = await regionOf(ctx, volunteer.regionId)
    if (!where.ok) return err(notFound)
    const [start, end] = [Temporal.Instant.from(query.from), Temporal.Instant.from(query.to)]
    const hours = (end.epochMilliseconds - start.epochMilliseconds) / 3_600_000
    if (hours <= 0 || hours > 24 * SPAN_DAYS_MAX)
      return err({ status: 422, kind: 'invalid', detail: 'Expected `to` after `from`, at most 31 days.' })
    const { zone } = volunteer
    const [time, held] = await Promise.all([
      readTime(ctx.db, volunteer.id, start.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 }), start),
      listHeld(ctx.db, volunteer.id, start, end),
    ])
    await recordLook(ctx.db, ctx, {
      subjectPersonId: volunteer.id,
      subjectKind: 'volunteer',
      subjectId: volunteer.id,
      what: ['free-time'],
    })
    const said = expandAvailability(
      { zone, rules: toRules(time.week), exceptions: toDateExceptions(time.exceptions) },
      { start, end },
    )
    const free = held.reduce(
      (left, one) =>
        left.flatMap((span) =>
          [
            { start: span.start, end: earlier(span.end, one.start) },
            { start: later(span.start, one.end), end: span.end },
          ].filter((part) => Temporal.Instant.compare(part.start, part.end) < 0),
        ),
      said,
    )
    return ok({
      volunteer: volunteer.id,
      state: volunteer.state,
      free: free.map((span) => ({ start: span.start.toString(), end: span.end.toString() })),
    })
  },
})

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) <= 0 ? a : b)
const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) >= 0 ? a : b)

const COUNT_MIN = 5
const REGIONS_MAX = 500

/** Volunteers by region, in one query by index. */
const countVolunteers = (db: Db) =>
  db
    .selectFrom('volunteers')
    .select(['region_id'])
    .select([
      sql<number>`count(*) FILTER (WHERE state <> 'left')`.as('registered'),
      sql<number>`count(*) FILTER (WHERE state = 'active')`.as('active'),
    ])
    .groupBy('region_id')
    .orderBy('region_id')
    .limit(REGIONS_MAX)
    .execute()

const volunteerTotals = apiOperation({
  method: 'GET',
  path: '/volunteers/totals',
  id: 'volunteerTotals',
  summary: 'How many volunteers there are in each region: registered, and of these active. Below 5 no number is given.',
  tag,
  may: 'anyone',
  query: z.strictObject({}),
  response: z.strictObject({
    totals: z.array(z.strictObject({ region, registered: count, active: count })),
  }),
  example: {},
  run: async (ctx) =>
    ok({
      totals: (await countVolunteers(ctx.db)).map((row) => {
        const away = row.registered - row.active
        const tells = row.active >= COUNT_MIN && (away === 0 || away >= COUNT_MIN)
        return {
          region: row.region_id,
          registered: row.registered >= COUNT_MIN ? row.registered : null,
          active: tells ? row.active : null,
        }
      }),
    }),
})

/** What partners' systems may do about volunteers. Nobody is enrolled through a key; what else is a person's own word, it only passes on. */
export const volunteersApi: readonly ApiOperation[] = [volunteerTotals, listVolunteers, readFreeTime, ...ownOperations]
