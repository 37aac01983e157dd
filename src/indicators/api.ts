import { z } from 'zod'
import { err, ok } from '../kit/result'
import { readHomeCountry } from '../places'
import { type ApiOperation, apiOperation, type Ctx, type Problem } from '../platform'
import { isOpened } from './definition'
import { definitionAsData } from './definition-as-data'
import { definitions, findDefinition } from './definitions'
import { numberAsData } from './open-data'
import { dimensions } from './publish-parts'
import { amountOf, openable, placeOf, publish } from './published'
import { listEntriesBehind, readKnown } from './queries'

const tag = 'Numbers'
const measures = ['count', 'minutes', 'median-wait', 'share', 'monthly-share'] as const
const none = z.strictObject({})
const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no number of this id.' }
const notOpened: Problem = {
  ...notFound,
  detail: 'There is no number of this id that opens to entries of its own: shares and parts are made of other numbers.',
}

const nineOfTen = z.number().nullable().meta({
  description: 'Of waiting times: nine of ten were no longer. Null for others, and while there are fewer than five.',
})

const number = z
  .strictObject({
    id: z.string(),
    version: z.int().meta({ description: 'Raised when the meaning changes.' }),
    measure: z.enum(measures),
    source: z.string().meta({ description: 'Law article, international standard, or "own".' }),
    state: z.enum(['measured', 'not-yet-measured', 'too-few']),
    value: z.number().nullable().meta({ description: 'Null: not measured, nothing yet, or about one to four people.' }),
    nineOfTen,
    asOf: z.int().meta({ description: 'Position of the journal as of which it holds.' }),
    regions: z.array(z.strictObject({ region: z.string(), value: z.number().nullable() })),
    months: z.array(z.strictObject({ month: z.string(), value: z.number().nullable() })),
    parts: z
      .array(
        z.strictObject({
          by: z.enum(dimensions),
          key: z.string(),
          value: z.number().nullable(),
          nineOfTen,
          of: z.int().nullable().meta({ description: 'The whole, where the number is part of another.' }),
        }),
      )
      .meta({
        description:
          'By what the definition breaks it down by; null where the part or the rest stands for fewer than five.',
      }),
    leftOut: z
      .array(z.strictObject({ reason: z.string(), entries: z.int().nullable() }))
      .meta({ description: 'Entries looked at and not counted, by reason.' }),
  })
  .meta({ id: 'Number' })

const texts = z.strictObject({ name: z.string(), means: z.string(), population: z.string(), leavesOut: z.string() })
const where = z.record(z.string(), z.array(z.string()))
const amount = z.enum(['one', 'minutes', 'minutesBefore', 'permille'])

const rule = z
  .strictObject({
    kind: z.string().meta({ description: 'Kind of entry.' }),
    where: where
      .optional()
      .meta({ description: 'Fields of the public part and their values; absent reads "unknown".' }),
    sealed: where.optional().meta({ description: 'Conditions on what is not public: the entries of the number tell.' }),
    adds: amount.optional(),
    takes: amount.optional(),
    leavesOut: z.string().optional().meta({ description: 'Looked at and not counted: why.' }),
    once: z
      .enum(['subject', 'served', 'person', 'person-in-a-year', 'person-again-in-a-year', 'organization-in-a-year'])
      .optional(),
  })
  .meta({ id: 'CountingRule' })

const definition = z
  .strictObject({
    id: z.string(),
    version: z.int(),
    group: z.enum(['help', 'goods', 'people', 'reach', 'time', 'trust']),
    texts: z.strictObject({ kk: texts, ru: texts, en: texts }),
    measure: z.enum(measures),
    unit: z.string(),
    period: z.enum(['all-time', 'calendar-year', 'thirty-days']),
    state: z.enum(['measured', 'not-yet-measured']),
    missing: z.array(z.string()).meta({ description: 'What nobody collects yet.' }),
    rules: z.array(rule),
    sealedKinds: z.array(z.string()).meta({ description: 'Kinds whose amount stands inside the entry.' }),
    numerator: z.string().nullable(),
    denominator: z.array(z.string()).nullable(),
    exclusions: z.array(z.string()),
    partOf: z.string().nullable(),
    besides: z.array(z.string()).meta({ description: 'Numbers it would give away; hidden with them.' }),
    breakdowns: z.array(z.string()),
    source: z.string(),
    smallCells: z.enum(['none', 'rows-of-five', 'five', 'five-both-sides']),
  })
  .meta({ id: 'NumberDefinition' })

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

const entry = z
  .strictObject({
    position: z.int(),
    kind: z.string(),
    region: z.string().nullable().meta({ description: 'Null where its cell is not shown.' }),
    day: z.string().nullable().meta({ description: 'Null where it concerns persons.' }),
    amount: z.number(),
    counted: z.boolean(),
    reason: z.string().nullable().meta({ description: 'Why it is looked at and not counted.' }),
  })
  .meta({ id: 'NumberEntry' })

const listEntries = apiOperation({
  method: 'GET',
  path: '/numbers/:id/entries',
  id: 'listNumberEntries',
  summary: 'The entries a number is made of, counted and left out, newest first',
  tag,
  may: 'anyone',
  query: z.strictObject({
    cursor: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.strictObject({ asOf: z.int(), entries: z.array(entry), next: z.int().nullable() }),
  example: { params: { id: 'needs-raised' }, query: {} },
  run: async (ctx, { params, query }) => {
    const found = findDefinition(params.id ?? '')
    if (found === undefined || !isOpened(found)) return err(notOpened)
    const [known, { regions }] = await Promise.all([readKnown(ctx.db, [found]), readHomeCountry(ctx.db)])
    const number = publish(
      found,
      known,
      regions.map((region) => region.id),
    )
    const rows = await listEntriesBehind(ctx.db, found.id, { cursor: query.cursor, limit: query.limit + 1 })
    const shown = openable(number, rows).slice(0, query.limit)
    return ok({
      asOf: number.asOf,
      entries: shown.map((row) => ({
        position: row.position,
        kind: row.kind,
        ...placeOf(number, row),
        amount: amountOf(found, row),
        counted: row.excluded === null,
        reason: row.excluded,
      })),
      next: shown.length < rows.length ? (shown.at(-1)?.position ?? null) : null,
    })
  },
})

const define = apiOperation({
  method: 'GET',
  path: '/definitions',
  id: 'listDefinitions',
  summary: 'What each number means and how it is counted, as data, in three languages',
  tag,
  may: 'anyone',
  query: none,
  response: z.strictObject({ definitions: z.array(definition) }),
  example: {},
  run: async () => ok({ definitions: definitions.map(definitionAsData) as z.infer<typeof definition>[] }),
})

/** Numbers through the interface. */
export const indicatorOperations: readonly ApiOperation[] = [list, read, listEntries, define]
