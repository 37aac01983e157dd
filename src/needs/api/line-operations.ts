import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation } from '../../platform'
import { claimLine, releaseClaim } from '../commands/claims'
import { keepClaim } from '../commands/stale-claims'
import { listOpenLines } from '../queries/open-lines'
import { answer, done, needId, notFound, tag } from './problem'

const openLine = z
  .strictObject({
    id: z.uuid(),
    need: z.uuid(),
    region: z.string(),
    kind: z
      .string()
      .meta({ description: 'Item or competence; health for anything related to it; words for the rest.' }),
    unit: z.string().optional(),
    open: z.int(),
    held: z.int().meta({ description: 'Part of what is open that organizations have taken for a while.' }),
    dueDay: z.iso.date(),
    verified: z.boolean(),
    stale: z.boolean(),
    drill: z.boolean(),
  })
  .meta({ id: 'OpenLine' })

const openLines = apiOperation({
  method: 'GET',
  path: '/lines',
  id: 'listOpenLines',
  summary: 'What is needed now in a region, by due time',
  tag,
  may: 'anyone',
  query: z.strictObject({
    region: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ lines: z.array(openLine), next: z.string().nullable() }),
  example: { query: { region: 'KZ-27' } },
  run: async (ctx, { query }) => {
    const { lines, next } = await listOpenLines(
      ctx.db,
      { regionId: query.region, cursor: query.cursor, limit: query.limit },
      ctx.clock.now(),
    )
    return ok({
      lines: lines.map(({ needId: need, regionId, unit, ...line }) => ({
        ...line,
        need,
        region: regionId,
        ...(unit === undefined ? {} : { unit }),
      })),
      next: next ?? null,
    })
  },
})

const claim = apiOperation({
  method: 'POST',
  path: '/lines/:id/claims',
  id: 'claimLine',
  pages: ['POST /needs/:id/claim'],
  summary: 'Take a line or part of it for an organization until a deadline',
  tag,
  may: 'needs:claim',
  records: ['line.claimed', 'line.claim-lapsed'],
  query: z.strictObject({}),
  body: z.strictObject({
    organization: z.uuid(),
    quantity: z.int().min(1).meta({ description: "In the line's unit." }),
    until: z.iso.datetime({ offset: true }),
  }),
  response: z
    .strictObject({ id: z.uuid(), need: z.uuid(), quantity: z.int(), until: z.iso.datetime() })
    .meta({ id: 'Claim' }),
  status: 201,
  example: {
    params: { id: needId },
    body: { organization: needId, quantity: 5, until: '2026-11-23T15:00:00Z' },
  },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const claimed = answer(
      await claimLine(ctx, {
        lineId: params.id,
        organizationId: body.organization,
        quantity: body.quantity,
        until: Temporal.Instant.from(body.until),
      }),
    )
    if (!claimed.ok) return claimed
    const { claimId, needId: need, quantity, until } = claimed.value
    return ok({ id: claimId, need, quantity, until })
  },
})

const release = apiOperation({
  method: 'POST',
  path: '/claims/:id/release',
  id: 'releaseClaim',
  pages: ['POST /needs/:id/release'],
  summary: 'Give back what was taken',
  tag,
  may: 'needs:claim',
  records: ['line.claim-released'],
  query: z.strictObject({}),
  body: z.strictObject({}),
  response: done,
  example: { params: { id: needId }, body: {} },
  run: async (ctx, { params }) => {
    if (!isId(params.id)) return err(notFound)
    const released = answer(await releaseClaim(ctx, params.id))
    return released.ok ? ok({ id: params.id }) : released
  },
})

const keep = apiOperation({
  method: 'POST',
  path: '/claims/:id/keep',
  id: 'keepClaim',
  pages: ['POST /needs/:id/keep'],
  summary: 'Say that the organization still works on what it took; else it is free for others a day after it was asked',
  tag,
  may: 'needs:claim',
  records: ['line.claim-kept'],
  query: z.strictObject({}),
  body: z.strictObject({}),
  response: done,
  example: { params: { id: needId }, body: {} },
  run: async (ctx, { params }) => {
    if (!isId(params.id)) return err(notFound)
    const kept = answer(await keepClaim(ctx, params.id))
    return kept.ok ? ok({ id: params.id }) : kept
  },
})

/** What is needed, and what organizations take of it for a while. */
export const lineOperations: readonly ApiOperation[] = [openLines, claim, release, keep]
