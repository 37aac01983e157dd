import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation } from '../../platform'
import { decideLink } from '../commands/links'
import { readNeedContact } from '../commands/read-contact'
import { seeDanger, triageNeed } from '../commands/verify-need'
import { lookReasons, severities, urgencies } from '../need'
import { listNeedLinks } from '../queries/desk'
import { findNeedRow } from '../queries/find-need'
import { listQueue } from '../queries/queue'
import { asSeen } from '../received-by-lines'
import { mayOnNeed, triageRegions } from '../scope'
import { done, forbidden, needId, none, notFound, problemOf, sayDone, tag } from './problem'

const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

const queued = z
  .strictObject({
    id: z.uuid(),
    reference: z.string(),
    region: z.string(),
    kind: z.string(),
    state: z.string(),
    urgency: z.string(),
    severity: z.string(),
    escalation: z.int().meta({ description: 'How often it was asked for again.' }),
    alarm: z.boolean(),
    proposals: z.int().meta({ description: 'Similar needs that wait for a decision.' }),
    followUpDue: z.boolean(),
    raisedAt: z.iso.datetime(),
    neededBy: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'QueuedNeed', description: 'A need in the queue: no contact, no address, no words.' })

const list = apiOperation({
  method: 'GET',
  path: '/needs',
  id: 'listNeeds',
  summary: 'Needs that wait, the most pressing first; or those that ended, the latest first',
  tag,
  may: 'needs:triage',
  query: z.strictObject({
    region: region.optional(),
    show: z.enum(['waiting', 'closed']).default('waiting'),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ needs: z.array(queued), next: z.string().nullable() }),
  example: { query: { region: 'KZ-27', show: 'waiting' } },
  run: async (ctx, { query }) => {
    const own = await triageRegions(ctx.db, ctx)
    if (query.region !== undefined && own !== 'all' && !own.includes(query.region)) return err(forbidden)
    const filter = {
      regions: query.region === undefined ? own : [query.region],
      closed: query.show === 'closed',
      cursor: query.cursor,
      limit: query.limit,
    }
    const { rows, next } = await listQueue(ctx.db, filter, ctx.clock.now())
    return ok({
      needs: (await Promise.all(rows.map((row) => asSeen(ctx, row)))).map((row) => ({
        id: row.id,
        reference: row.reference,
        region: row.region_id,
        kind: row.kind,
        state: row.state,
        urgency: row.urgency,
        severity: row.severity,
        escalation: row.escalation,
        alarm: row.alarm,
        proposals: row.proposals,
        followUpDue: row.followUpDue,
        raisedAt: row.raised_at.toString(),
        neededBy: row.needed_by.toString(),
        closedAt: row.closed_at?.toString() ?? null,
      })),
      next: next ?? null,
    })
  },
})

const triage = apiOperation({
  method: 'POST',
  path: '/needs/:id/triage',
  id: 'triageNeed',
  summary: 'Say how urgent and how severe a need is',
  tag,
  may: 'needs:triage',
  records: ['need.triaged'],
  pages: ['POST /needs/:id/triage'],
  query: none,
  body: z.strictObject({ urgency: z.enum(urgencies), severity: z.enum(severities) }),
  response: done,
  example: { params: { id: needId }, body: { urgency: 'immediate', severity: 'severe' } },
  run: async (ctx, { params, body }) =>
    isId(params.id) ? sayDone(await triageNeed(ctx, { needId: params.id, ...body })) : err(notFound),
})

const takeUpAlarm = apiOperation({
  method: 'POST',
  path: '/needs/:id/danger',
  id: 'takeUpAlarm',
  summary: 'Say which person has taken up the words of danger; from now on it is theirs to act',
  tag,
  may: 'needs:triage',
  records: ['need.danger-seen'],
  pages: ['POST /needs/:id/danger'],
  query: none,
  body: z.strictObject({ takenBy: z.uuid().meta({ description: 'The person; no system takes up an alarm.' }) }),
  response: done,
  example: { params: { id: needId }, body: { takenBy: needId } },
  run: async (ctx, { params, body }) =>
    isId(params.id) ? sayDone(await seeDanger(ctx, { needId: params.id, takenBy: body.takenBy })) : err(notFound),
})

const readContact = apiOperation({
  method: 'GET',
  path: '/needs/:id/contact',
  id: 'readNeedContact',
  summary: 'Whom to help and where exactly. Each look is recorded with its reason, and the person can see it.',
  tag,
  may: 'needs:read-contact',
  pages: ['POST /needs/:id/contact'],
  query: z.strictObject({ why: z.enum(lookReasons) }),
  response: z
    .strictObject({
      name: z.string().nullable(),
      contactKind: z.string(),
      contact: z.string().nullable(),
      callSafe: z.boolean(),
      textSafe: z.boolean(),
      lang: z.string(),
      address: z.string().nullable(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      words: z.string(),
      vulnerability: z.array(z.string()),
    })
    .meta({ id: 'NeedContact', description: 'For whoever goes there, and no longer than that.' }),
  example: { params: { id: needId }, query: { why: 'visit' } },
  run: async (ctx, { params, query }) => {
    if (!isId(params.id)) return err(notFound)
    const read = await readNeedContact(ctx, params.id, query.why)
    if (!read.ok) return err(problemOf(read.error))
    const { contact_kind, call_safe, text_safe, ...rest } = read.value
    return ok({ ...rest, contactKind: contact_kind, callSafe: call_safe, textSafe: text_safe })
  },
})

const listLinks = apiOperation({
  method: 'GET',
  path: '/needs/:id/links',
  id: 'listNeedLinks',
  summary: 'Needs that may be the same as this one, as proposals for a person to decide',
  tag,
  may: 'needs:verify',
  query: none,
  response: z.strictObject({
    links: z.array(z.strictObject({ id: z.uuid(), other: z.uuid(), state: z.string(), why: z.array(z.string()) })),
  }),
  example: { params: { id: needId } },
  run: async (ctx, { params }) => {
    const need = await findNeedRow(ctx.db, params.id ?? '')
    if (need === undefined || !(await mayOnNeed(ctx.db, ctx, 'needs:verify', need))) return err(notFound)
    const links = await listNeedLinks(ctx.db, need.id)
    return ok({ links: links.map(({ id, otherId, state, why }) => ({ id, other: otherId, state, why })) })
  },
})

const decide = apiOperation({
  method: 'POST',
  path: '/need-links/:id/decide',
  id: 'decideNeedLink',
  summary: 'Say whether two needs are one. The same need asked for twice is raised, never dropped.',
  tag,
  may: 'needs:verify',
  records: ['need.link-decided', 'need.escalated'],
  pages: ['POST /needs/:id/link'],
  query: none,
  body: z.strictObject({ same: z.boolean() }),
  response: done,
  example: { params: { id: needId }, body: { same: true } },
  run: async (ctx, { params, body }) =>
    isId(params.id) ? sayDone(await decideLink(ctx, { linkId: params.id, same: body.same })) : err(notFound),
})

/** What the desk does with needs that wait. */
export const triageOperations: readonly ApiOperation[] = [list, triage, takeUpAlarm, readContact, listLinks, decide]
