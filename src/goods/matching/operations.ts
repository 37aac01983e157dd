import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { findRegion } from '../../places'
import { type ApiOperation, apiOperation, may } from '../../platform'
import { problemOf, tag, unknownPlace } from '../door/api/problem'
import { proposeMatches } from './propose-matches'

const id = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a11'

const propose = apiOperation({
  method: 'GET',
  path: '/matches',
  id: 'proposeMatches',
  pages: ['POST /matching'],
  summary: 'Propose which free stock of an organization to set aside for which requests of a region, with the reason',
  tag,
  may: 'goods:manage',
  query: z.strictObject({ organization: z.uuid(), region: z.string().max(10) }),
  response: z
    .strictObject({
      isBest: z.boolean().meta({ description: 'It is proved that nothing better exists.' }),
      matches: z.array(
        z.strictObject({
          line: z.uuid(),
          lot: z.uuid(),
          site: z.uuid(),
          item: z.string(),
          quantity: z.int().meta({ description: "In the item's smallest unit." }),
          travelMinutes: z.number(),
          reason: z.string(),
        }),
      ),
      short: z.array(z.strictObject({ line: z.uuid(), item: z.string(), missing: z.int(), why: z.string() })),
    })
    .meta({ id: 'StockMatches' }),
  example: { query: { organization: id, region: 'KZ-27' } },
  run: async (ctx, { query }) => {
    if (!may(ctx, 'goods:manage', { organizationId: query.organization, regionId: query.region }))
      return err(problemOf({ kind: 'forbidden' }))
    if ((await findRegion(ctx.db, query.region)) === undefined) return err(unknownPlace)
    const { isBest, matches, short } = await proposeMatches(ctx, query.region, query.organization)
    return ok({
      isBest,
      matches: matches.map(({ lineId, lotId, siteId, itemId, quantity, travelMinutes, reason }) => ({
        line: lineId,
        lot: lotId,
        site: siteId,
        item: itemId,
        quantity,
        travelMinutes,
        reason: reason.code,
      })),
      short: short.map(({ lineId, itemId, missing, why }) => ({ line: lineId, item: itemId, missing, why: why.code })),
    })
  },
})

/** Proposals for partners' systems; what they accept they set aside by the operation of stock. */
export const matchingOperations: readonly ApiOperation[] = [propose]
