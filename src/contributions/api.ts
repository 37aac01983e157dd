import { z } from 'zod'
import { findActivity } from '../activities'
import { isId } from '../kit/ids'
import { err, ok } from '../kit/result'
import { type ApiOperation, apiOperation, type Ctx, may, type Problem } from '../platform'
import { recordOperations } from './api/record-operations'
import { wordOperations } from './api/word-operations'
import { confirmHours } from './commands/confirm-hours'
import { reportResult } from './commands/confirm-result'
import { findResult, listHours } from './queries/list-hours'

const tag = 'Contributions'
const exampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a31'
const none = z.strictObject({})
const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such activity for this key.' }

async function findOwn(ctx: Ctx, id: string | undefined) {
  const row = isId(id) ? await findActivity(ctx.db, id) : undefined
  if (row === undefined) return undefined
  const scope = { organizationId: row.organization_id, regionId: row.region_id }
  return may(ctx, 'contributions:confirm', scope) ? row : undefined
}

const hours = z
  .strictObject({
    id: z.uuid(),
    volunteer: z.uuid(),
    minutes: z.int(),
    state: z.enum(['recorded', 'confirmed', 'disputed']),
    dispute: z.uuid().nullable().meta({ description: 'The dispute that waits for a decision.' }),
    flags: z.array(z.string()),
  })
  .meta({ id: 'Hours' })

const list = apiOperation({
  method: 'GET',
  path: '/activities/:id/hours',
  id: 'listHours',
  summary: 'Hours of an activity, by person id',
  tag,
  may: 'contributions:confirm',
  query: none,
  response: z.strictObject({ hours: z.array(hours) }),
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const activity = await findOwn(ctx, params.id)
    if (activity === undefined) return err(notFound)
    const lines = await listHours(ctx, activity.id)
    return ok({
      hours: lines.map((line) => ({
        id: line.id,
        volunteer: line.volunteerId,
        minutes: line.minutes,
        state: line.state as 'recorded' | 'confirmed' | 'disputed',
        dispute: line.disputeId,
        flags: [...line.flags],
      })),
    })
  },
})

const confirm = apiOperation({
  method: 'POST',
  path: '/activities/:id/hours/confirm',
  id: 'confirmHours',
  pages: ['POST /activities/:id/hours/confirm'],
  summary: 'A named coordinator confirms hours; never their own',
  tag,
  may: 'contributions:confirm',
  records: ['hours.confirmed'],
  query: none,
  body: z.strictObject({
    confirmedBy: z.uuid().meta({ description: 'The person who looked: a coordinator of the organization.' }),
    hours: z.array(z.uuid()).max(1000).optional().meta({ description: 'Absent: all that wait.' }),
  }),
  response: z.strictObject({ confirmed: z.int(), own: z.int() }),
  example: { params: { id: exampleId }, body: { confirmedBy: exampleId } },
  run: async (ctx, { params, body }) => {
    const activity = await findOwn(ctx, params.id)
    if (activity === undefined) return err(notFound)
    const done = await confirmHours(ctx, {
      activityId: activity.id,
      contributionIds: body.hours ?? 'all',
      confirmerId: body.confirmedBy,
    })
    if (done.ok) return done
    return err({
      status: 422,
      kind: 'confirmer-unknown',
      detail: 'Expected a person who coordinates for this organization.',
    })
  },
})

const result = z
  .strictObject({
    activity: z.uuid(),
    quantity: z.int(),
    unit: z.string(),
    state: z.enum(['unconfirmed', 'confirmed', 'denied']),
    confirmedBy: z.string().nullable(),
    confirmedDay: z.iso.date().nullable(),
  })
  .meta({ id: 'Result' })

const readResult = apiOperation({
  method: 'GET',
  path: '/activities/:id/result',
  id: 'getResult',
  summary: 'What came of an activity, and who confirmed it',
  tag,
  may: 'anyone',
  query: none,
  response: result,
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const row = isId(params.id) ? await findResult(ctx.db, params.id) : undefined
    if (row === undefined) return err({ ...notFound, detail: 'No result was reported for this activity.' })
    return ok({
      activity: row.activity_id,
      quantity: row.quantity,
      unit: row.unit,
      state: row.state as 'unconfirmed' | 'confirmed' | 'denied',
      confirmedBy: row.confirmed_by_kind,
      confirmedDay: row.confirmed_at?.toZonedDateTimeISO('UTC').toPlainDate().toString() ?? null,
    })
  },
})

const report = apiOperation({
  method: 'POST',
  path: '/activities/:id/result',
  id: 'reportResult',
  pages: ['POST /activities/:id/result'],
  summary: 'Report what came of an activity; unconfirmed until somebody else says so',
  tag,
  may: 'contributions:confirm',
  records: ['result.reported'],
  query: none,
  body: z.strictObject({
    quantity: z.int().min(0).max(1_000_000),
    evidence: z.string().max(2000).default(''),
    words: z.string().max(2000).default(''),
  }),
  response: z.strictObject({ state: z.literal('unconfirmed') }),
  example: { params: { id: exampleId }, body: { quantity: 12 } },
  run: async (ctx, { params, body }) => {
    const activity = await findOwn(ctx, params.id)
    if (activity === undefined) return err(notFound)
    const done = await reportResult(ctx, { activityId: activity.id, ...body })
    if (done.ok) return ok({ state: 'unconfirmed' as const })
    return err({
      status: 409,
      kind: done.error.kind,
      detail: 'A result is reported once the activity has begun, and only until it is confirmed.',
    })
  },
})

/** Operations of the room. */
export const contributionOperations: readonly ApiOperation[] = [
  list,
  confirm,
  readResult,
  report,
  ...recordOperations,
  ...wordOperations,
]
