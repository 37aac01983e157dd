import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { findRegion } from '../../places'
import { type ApiOperation, apiOperation, type Ctx, may, type Problem } from '../../platform'
import { partNames, partsFor, type RegisterPart, readPart } from '../register/register'
import { tag } from './shared'

const noPart: Problem = { status: 404, kind: 'not-found', detail: 'There is no such region or part of the register.' }
const forbidden: Problem = { status: 403, kind: 'forbidden', detail: 'The key does not keep this region’s register.' }

const slice = z.strictObject({
  after: z.string().max(100).optional().meta({ description: 'The `next` of the slice before.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})

const part = z
  .strictObject({
    part: z.enum(partNames),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.union([z.string(), z.number()]).nullable())),
    next: z.string().nullable(),
  })
  .meta({ id: 'RegisterPart' })

async function read(ctx: Ctx, params: Record<string, string>, full: boolean, asked: z.output<typeof slice>) {
  const region = await findRegion(ctx.db, params.region ?? '')
  const name = partsFor(full).find((one): one is RegisterPart => one === params.part)
  if (region === undefined || name === undefined) return err(noPart)
  if (full && !may(ctx, 'register:export', { regionId: region.id, organizationId: null })) return err(forbidden)
  const { columns, rows, next } = await readPart(ctx, name, region.id, {
    limit: asked.limit,
    ...(asked.after === undefined ? {} : { after: asked.after }),
  })
  return ok({ part: name, columns: [...columns], rows: rows.map((row) => [...row]), next })
}

const open = apiOperation({
  method: 'GET',
  path: '/register/:region/:part',
  id: 'readRegister',
  summary: 'Organizations, programmes or actions of the register of volunteer activity, in the order of their ids',
  tag,
  may: 'anyone',
  pages: ['GET /register/:region/:file'],
  query: slice,
  response: part,
  example: { params: { region: 'KZ-27', part: 'actions' }, query: { limit: '50' } },
  run: (ctx, { params, query }) => read(ctx, params, false, query),
})

const full = apiOperation({
  method: 'GET',
  path: '/register/:region/full/:part',
  id: 'readFullRegister',
  summary: 'The same with coordinators and volunteers by name, for whoever keeps the register; each look is recorded',
  tag,
  may: 'register:export',
  pages: ['GET /register/:region/full/:file'],
  query: slice,
  response: part,
  example: { params: { region: 'KZ-27', part: 'volunteers' }, query: { limit: '50' } },
  run: (ctx, { params, query }) => read(ctx, params, true, query),
})

/** The register of volunteer activity through the interface. */
export const registerOperations: readonly ApiOperation[] = [open, full]
