import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation, type Problem } from '../../platform'
import { teachRecords } from '../catalogue-routes'
import { nameItem } from '../commands/name-item'
import { teachWords } from '../commands/teach-words'
import { listUnknownWords } from '../queries/unknown-words'
import { triageRegions } from '../scope'
import { none } from './problem'

const tag = 'Catalogue'
const noItem: Problem = { status: 404, kind: 'not-found', detail: 'The catalogue has no such item to change.' }

const unknown = apiOperation({
  method: 'GET',
  path: '/catalogue/unknown-words',
  id: 'listUnknownWords',
  summary: 'Wordings of lines that name nothing in the catalogue yet, most often said first',
  tag,
  may: 'needs:triage',
  query: none,
  response: z.strictObject({
    wordings: z.array(z.strictObject({ words: z.string(), lines: z.int(), open: z.int() })),
  }),
  example: {},
  run: async (ctx) => ok({ wordings: await listUnknownWords(ctx.db, await triageRegions(ctx.db, ctx)) }),
})

const teach = apiOperation({
  method: 'POST',
  path: '/catalogue/words',
  id: 'teachWords',
  summary: 'Say which item a wording means: it is understood from now on, and lines that say it ask for the item',
  tag,
  may: 'needs:verify',
  records: teachRecords,
  pages: ['POST /catalogue/words'],
  query: none,
  body: z.strictObject({
    item: z.string().max(100),
    words: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: 'What is understood from now on; without names of people and without sizes.' }),
    said: z.string().max(300).default('').meta({ description: 'The wording as lines say it; empty: no line changes.' }),
  }),
  response: z.strictObject({ lines: z.int().meta({ description: 'Lines that ask for the item from now on.' }) }),
  example: { body: { item: 'thermos', words: 'термосок' } },
  run: async (ctx, { body }) => {
    const taught = await teachWords(ctx, { itemId: body.item, words: body.words, said: body.said })
    if (taught.ok) return taught
    return err(
      taught.error.kind === 'no-item'
        ? noItem
        : { status: 422, kind: 'words-missing', detail: 'Expected words with letters or digits.' },
    )
  },
})

const named = z.string().min(1).max(200).optional()

const name = apiOperation({
  method: 'POST',
  path: '/items/:id/names',
  id: 'nameItem',
  summary: 'Translate an item that was brought in from another catalogue',
  tag,
  may: 'needs:verify',
  records: ['item.changed'],
  pages: ['POST /catalogue/items/:id/names'],
  query: none,
  body: z.strictObject({ kk: named, ru: named, en: named }),
  response: z.strictObject({ id: z.string() }),
  example: { params: { id: 'ifrc-hsheblancl' }, body: { kk: 'Тоқыма көрпе', ru: 'Одеяло тканое' } },
  run: async (ctx, { params, body: { kk, ru, en } }) => {
    const id = params.id ?? ''
    const names = {
      ...(kk === undefined ? {} : { kk }),
      ...(ru === undefined ? {} : { ru }),
      ...(en === undefined ? {} : { en }),
    }
    const done = await nameItem(ctx, { itemId: id, names })
    return done.ok ? ok({ id }) : err(noItem)
  },
})

/** What people teach the catalogue. */
export const catalogueOperations: readonly ApiOperation[] = [unknown, teach, name]
