import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { listRegions } from '../../places'
import { type ApiOperation, apiOperation, type Ctx, may, type Problem } from '../../platform'
import { answerCause, type SayCause, sayCause } from '../commands/causes'
import { closeIncident, hazards, startIncident } from '../commands/incidents'
import { type ConsentHow, causes, consentHows } from '../need'
import { countCauses } from '../queries/causes'
import { findNeedRow } from '../queries/find-need'
import { listIncidents } from '../queries/incidents'
import { helpsHere, mayOnNeed, maySpeakFor } from '../scope'
import { decideShownCells } from '../shown-cells'
import { done, forbidden, needId, none, notFound, problemOf, sayDone, tag } from './problem'

const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

/** As what a key speaks: for the person, by the rules of their receipt; else for the organization or region it belongs to. */
async function speakerOf(
  ctx: Ctx,
  id: string,
  consentHow: ConsentHow | undefined,
): Promise<Result<Pick<SayCause, 'saidBy' | 'saidRef'>, Problem>> {
  const need = await findNeedRow(ctx.db, id)
  if (need === undefined) return err(notFound)
  if (consentHow !== undefined) {
    const speaks =
      (await maySpeakFor(ctx.db, ctx, 'needs:enter', need, { claimants: false })) &&
      !(await helpsHere(ctx.db, ctx, need.id))
    return speaks ? ok({ saidBy: 'person-helped', saidRef: need.id }) : err(forbidden)
  }
  if (ctx.actor.kind !== 'key' || !(await mayOnNeed(ctx.db, ctx, 'needs:triage', need))) return err(forbidden)
  return ok({ saidBy: ctx.actor.organizationId === null ? 'coordinator' : 'organization', saidRef: ctx.actor.keyId })
}

const say = apiOperation({
  method: 'POST',
  path: '/needs/:id/cause',
  id: 'sayCause',
  summary: 'Say what would have made a need unnecessary, once it is closed or helped',
  tag,
  may: 'needs:enter',
  records: ['need.cause-said'],
  pages: ['POST /needs/:id/cause', 'POST /n/:secret/cause'],
  query: none,
  body: z.strictObject({
    cause: z.enum(causes),
    words: z.string().max(1000).default(''),
    consentHow: z.enum(consentHows).optional().meta({
      description: 'Set when you pass on what the person helped says: how they agreed. Absent: you say it yourselves.',
    }),
  }),
  response: done,
  example: { params: { id: needId }, body: { cause: 'transport', words: 'No bus on Sundays.' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const speaker = await speakerOf(ctx, params.id, body.consentHow)
    if (!speaker.ok) return speaker
    return sayDone(await sayCause(ctx, { needId: params.id, cause: body.cause, words: body.words, ...speaker.value }))
  },
})

const answer = apiOperation({
  method: 'POST',
  path: '/causes/answers',
  id: 'answerCause',
  summary: "Publish the authority's answer to a cause in a region or one of its districts",
  tag,
  may: 'causes:answer',
  records: ['cause.answered'],
  pages: ['POST /causes/answer'],
  status: 201,
  query: none,
  body: z.strictObject({
    region,
    district: z.uuid().optional(),
    cause: z.enum(causes),
    words: z.string().min(1).max(2000),
    answeredBy: z.uuid().meta({ description: 'The person who answers for the authority.' }),
  }),
  response: done,
  example: {
    body: { region: 'KZ-27', cause: 'transport', words: 'A bus goes from March on.', answeredBy: needId },
  },
  run: async (ctx, { body }) => {
    const answered = await answerCause(ctx, {
      regionId: body.region,
      districtId: body.district ?? null,
      cause: body.cause,
      words: body.words,
      answeredBy: body.answeredBy,
    })
    return answered.ok ? ok({ id: answered.value.answerId }) : err(problemOf(answered.error))
  },
})

const incident = z
  .strictObject({
    id: z.uuid(),
    region: z.string(),
    name: z.string(),
    hazard: z.string(),
    drill: z.boolean(),
    startedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Incident' })

const list = apiOperation({
  method: 'GET',
  path: '/incidents',
  id: 'listIncidents',
  summary: 'Incidents in reach of the key, the latest 50 first',
  tag,
  may: 'region:review',
  query: none,
  response: z.strictObject({ incidents: z.array(incident) }),
  example: {},
  run: async (ctx) => {
    const own = (await listRegions(ctx.db)).filter((one) =>
      may(ctx, 'region:review', { regionId: one.id, organizationId: null }),
    )
    const rows = await listIncidents(
      ctx.db,
      own.map((one) => one.id),
    )
    return ok({
      incidents: rows.map(({ region_id, started_at, closed_at, ...row }) => ({
        ...row,
        region: region_id,
        startedAt: started_at.toString(),
        closedAt: closed_at?.toString() ?? null,
      })),
    })
  },
})

const start = apiOperation({
  method: 'POST',
  path: '/incidents',
  id: 'startIncident',
  summary: 'Begin an incident in a region: needs and activities can be counted to it',
  tag,
  may: 'region:review',
  records: ['incident.started'],
  pages: ['POST /incidents'],
  status: 201,
  query: none,
  body: z.strictObject({
    region,
    name: z.string().min(1).max(120),
    hazard: z.enum(hazards),
    drill: z.boolean().default(false),
  }),
  response: done,
  example: { body: { region: 'KZ-27', name: 'Zhaiyq flood', hazard: 'flood' } },
  run: async (ctx, { body: { region: regionId, ...body } }) => {
    const started = await startIncident(ctx, { regionId, ...body })
    return started.ok ? ok({ id: started.value.incidentId }) : err(problemOf(started.error))
  },
})

const end = apiOperation({
  method: 'POST',
  path: '/incidents/:id/close',
  id: 'closeIncident',
  summary: 'End an incident',
  tag,
  may: 'region:review',
  records: ['incident.closed'],
  pages: ['POST /incidents/:id/close'],
  query: none,
  body: none,
  response: done,
  example: { params: { id: needId }, body: {} },
  run: async (ctx, { params }) => {
    if (!isId(params.id)) return err(notFound)
    const ended = await closeIncident(ctx, params.id)
    return ended.ok ? ok({ id: ended.value.incidentId }) : err(problemOf(ended.error))
  },
})

const count = apiOperation({
  method: 'GET',
  path: '/causes',
  id: 'listCauses',
  summary: 'What would have made needs unnecessary, counted from five on',
  tag,
  may: 'anyone',
  query: z.strictObject({
    region: region.optional(),
  }),
  response: z.strictObject({
    causes: z.array(
      z.strictObject({
        region: z.string(),
        cause: z.string(),
        needs: z.int(),
        districts: z.array(z.strictObject({ district: z.uuid(), needs: z.int() })),
        hidden: z.boolean().meta({ description: 'Some districts are not shown, because fewer than five would be.' }),
      }),
    ),
  }),
  example: { query: { region: 'KZ-27' } },
  run: async (ctx, { query }) => {
    const shown = decideShownCells(await countCauses(ctx.db, query.region, ctx.clock.now()))
    return ok({
      causes: shown.slice(0, 1000).map(({ regionId, districts, ...row }) => ({
        ...row,
        region: regionId,
        districts: districts.map(({ districtId, needs }) => ({ district: districtId, needs })),
      })),
    })
  },
})

/** What would have made needs unnecessary, and the incidents they belong to. */
export const causeOperations: readonly ApiOperation[] = [count, say, answer, list, start, end]
