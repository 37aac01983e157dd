import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation } from '../../platform'
import { type AttributeId, attributeIds, attributeValues } from '../catalogue/attribute'
import { type Item, itemGroups, packForms, units } from '../catalogue/item'
import { findItem, listItems } from '../catalogue/items'
import { nameOf } from '../catalogue/match-item'
import { none } from './problem'

const tag = 'Catalogue'

const inEachLanguage = <T extends z.ZodType>(of: T) => z.strictObject({ kk: of, ru: of, en: of })

const item = z
  .strictObject({
    id: z.string(),
    group: z.enum(itemGroups),
    unit: z.enum(units).meta({ description: 'The smallest unit: all quantities are whole numbers of it.' }),
    typicalQuantity: z.int().meta({ description: 'Taken where nobody says how much.' }),
    names: inEachLanguage(z.string()),
    synonyms: inEachLanguage(z.array(z.string())),
    gramsPerThousand: z.int().meta({ description: 'Weight of 1,000 units; 0 for services.' }),
    millilitresPerThousand: z.int().meta({ description: 'Room of 1,000 units in a vehicle; 0 for services.' }),
    packs: z.array(z.strictObject({ form: z.enum(packForms), quantity: z.int() })),
    attributes: z.array(
      z.strictObject({ id: z.enum(attributeIds as [AttributeId, ...AttributeId[]]), values: z.array(z.string()) }),
    ),
    substitutes: z.array(
      z.strictObject({
        item: z.string(),
        costPercent: z.int().meta({ description: '0 serves as well; 100 counts as if it came from twice as far.' }),
      }),
    ),
    competence: z.string().nullable().meta({ description: 'For a service: what whoever comes should be able to do.' }),
    expires: z.boolean(),
    coldChain: z.boolean(),
    heavy: z.boolean(),
    prescription: z.boolean().meta({ description: 'Promised only by licensed pharmacies and medical organizations.' }),
    unwanted: z.boolean().meta({ description: 'Often offered, rarely needed after a disaster.' }),
    healthRelated: z.boolean(),
  })
  .meta({ id: 'Item' })

const asAnswer = (one: Item): z.input<typeof item> => ({
  id: one.id,
  group: one.group,
  unit: one.unit,
  typicalQuantity: one.typicalQuantity,
  names: one.names,
  synonyms: { kk: [...one.synonyms.kk], ru: [...one.synonyms.ru], en: [...one.synonyms.en] },
  gramsPerThousand: one.gramsPerThousand,
  millilitresPerThousand: one.millilitresPerThousand,
  packs: [...(one.packs ?? [])],
  attributes: (one.attributes ?? []).map((id) => ({ id, values: [...attributeValues[id]] })),
  substitutes: [...(one.substitutes ?? [])],
  competence: one.competence ?? null,
  expires: one.expires === true,
  coldChain: one.coldChain === true,
  heavy: one.heavy === true,
  prescription: one.prescription === true,
  unwanted: one.unwanted === true,
  healthRelated: one.healthRelated === true,
})

const list = apiOperation({
  method: 'GET',
  path: '/items',
  id: 'listItems',
  summary: 'The catalogue of things and services: what words mean with `q`, else a page of it by id',
  tag,
  may: 'anyone',
  query: z.strictObject({
    q: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'Own wording in Kazakh, Russian or English, misspelt or unfinished; best first.' }),
    group: z.enum(itemGroups).optional(),
    after: z.string().max(100).optional().meta({ description: 'Id of the last item of the page before.' }),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  response: z.strictObject({
    items: z.array(item),
    money: z.boolean().meta({ description: 'The words name money, which is not an item.' }),
    next: z.string().nullable().meta({ description: '`after` of the next page; null at the end and for a search.' }),
  }),
  example: { query: { q: 'корпе' } },
  run: async (_ctx, { query }) => {
    const isWanted = (one: Item) => query.group === undefined || one.group === query.group
    if (query.q !== undefined) {
      const named = nameOf(query.q, { typing: true })
      const found = named.kind === 'items' ? named.matches.map((match) => match.item).filter(isWanted) : []
      return ok({ items: found.slice(0, query.limit).map(asAnswer), money: named.kind === 'money', next: null })
    }
    const after = query.after ?? ''
    const left = listItems()
      .filter((one) => isWanted(one) && one.id > after)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const shown = left.slice(0, query.limit)
    const next = left.length > shown.length ? (shown.at(-1)?.id ?? null) : null
    return ok({ items: shown.map(asAnswer), money: false, next })
  },
})

const read = apiOperation({
  method: 'GET',
  path: '/items/:id',
  id: 'getItem',
  summary: 'One item of the catalogue',
  tag,
  may: 'anyone',
  query: none,
  response: item,
  example: { params: { id: 'blanket' } },
  run: async (_ctx, { params }) => {
    const found = findItem(params.id ?? '')
    return found === undefined
      ? err({ status: 404, kind: 'not-found', detail: 'The catalogue has no item of this id.' })
      : ok(asAnswer(found))
  },
})

/** The catalogue, for partners' systems that name what they ask for or bring. */
export const itemOperations: readonly ApiOperation[] = [list, read]
