import { z } from 'zod'
import { err, ok } from '../kit/result'
import { readHomeCountry } from '../places'
import { type ApiOperation, apiOperation, type Ctx, type Problem } from '../platform'
import { definitions, findDefinition } from './definitions'
import { numberAsData } from './open-data'
import { dimensions } from './publish-parts'
import { publish } from './published'
import { readKnown } from './queries'

const tag = 'Numbers'
const none = z.strictObject({})
const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no number of this id.' }

const number = z
  .strictObject({
    id: z.string(),
    version: z.int().meta({ description: 'Raised when the meaning changes.' }),
    measure: z.enum(['count', 'minutes', 'median-wait', 'share', 'monthly-share']),
    source: z.string().meta({ description: 'Law article, international standard, or "own".' }),
    state: z.enum(['measured', 'not-yet-measured', 'too-few']),
    value: z.number().nullable().meta({ description: 'Null: not measured, nothing yet, or about one to four people.' }),
    asOf: z.int().meta({ description: 'Position of the journal as of which it holds.' }),
    regions: z.array(z.strictObject({ region: z.string(), value: z.number().nullable() })),
    months: z.array(z.strictObject({ month: z.string(), value: z.number().nullable() })),
    parts: z
      .array(z.strictObject({ by: z.enum(dimensions), key: z.string(), value: z.number().nullable(), of: z.int() }))
      .meta({
        description:
          'By region, organization, site and group of items, with the whole it is of; null where the part or the rest stands for fewer than five.',
      }),
  })
  .meta({ id: 'Number' })

const published = async (ctx: Ctx, ids?: readonly string[]) => {
  const asked = ids === undefined ? definitions : definitions.filter((one) => ids.includes(one.id))
  const [known, { regions }] = await Promise.all([readKnown(ctx.db, asked), readHomeCountry(ctx.db)])
  const regionIds = regions.map((region) => region.id)
  return asked.map((definition) => numberAsData(publish(definition, known, regionIds)))
}

const list = apiOperation({
  method: 'GET',
  path: '/numbers',
  id: 'listNumbers',
  summary: 'Every published number with its tables by region and month; small cells are null everywhere',
  tag,
  may: 'anyone',
  query: none,
  response: z.strictObject({ numbers: z.array(number) }),
  example: {},
  run: async (ctx) => ok({ numbers: await published(ctx) }),
})

const read = apiOperation({
  method: 'GET',
  path: '/numbers/:id',
  id: 'getNumber',
  summary: 'One published number',
  tag,
  may: 'anyone',
  query: none,
  response: number,
  example: { params: { id: 'needs-raised' } },
  run: async (ctx, { params }) => {
    if (findDefinition(params.id ?? '') === undefined) return err(notFound)
    const [found] = await published(ctx, [params.id ?? ''])
    return found === undefined ? err(notFound) : ok(found)
  },
})

/** Numbers through the interface. */
export const indicatorOperations: readonly ApiOperation[] = [list, read]
