import { sql } from 'kysely'
import { foldWords } from '../../kit/fold-words'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf, type Tx } from '../../platform'
import { lineNamed, wordTaught } from '../catalogue/entries'
import type { Item } from '../catalogue/item'
import { placeOfCatalogue, subjectOfItem } from '../catalogue/item-subject'
import { findItem } from '../catalogue/items'
import { readAttributes } from '../catalogue/read-attributes'
import { publicOf } from '../entries'
import { parseQuantity, typedQuantity } from '../quantity'
import { triageRegions } from '../scope'
import { type LineRow, moveLine } from './move-line'

/** What a person found out about a wording. */
export type TeachWords = {
  readonly itemId: string
  /** What is understood from now on: the wording without names of people and without sizes. */
  readonly words: string
  /** The wording as lines say it, capitals aside; those in reach of the person ask for the item from now on. Empty: none. */
  readonly said: string
}

/** Why nothing was taught. */
export type TeachError = { readonly kind: 'no-item' } | { readonly kind: 'no-words' }

const WORDS_CHARACTERS_MAX = 100
const LINES_MAX = 200

/**
 * Teaches the catalogue what a wording means: it is offered from now on, and lines that are nothing but this wording ask for the item. A line
 * of which something is promised or taken stays words when the item is counted in another measure. Records item.word-taught, line.named,
 * line.moved.
 */
export const teachWords = (ctx: Ctx, input: TeachWords): Promise<Result<{ readonly lines: number }, TeachError>> =>
  inCommand<{ lines: number }, TeachError>(ctx, 'teachWords', async (tx) => {
    const item = findItem(input.itemId)
    if (item === undefined) return err({ kind: 'no-item' })
    const words = input.words.trim().toLowerCase().slice(0, WORDS_CHARACTERS_MAX)
    const folded = foldWords(words).join(' ')
    if (folded === '') return err({ kind: 'no-words' })
    const taught = { words, item_id: item.id, taught_by: personOf(ctx), taught_at: tx.now }
    await tx.db
      .insertInto('catalogue_words')
      .values({ folded, ...taught })
      .onConflict((clash) => clash.column('folded').doUpdateSet(taught))
      .execute()
    const lines = await nameLines(tx, item, input.said)
    tx.append(
      wordTaught.entry({
        subjectId: subjectOfItem(item.id),
        regionId: await placeOfCatalogue(tx.db),
        body: { item: item.id, lines },
        public: {},
      }),
    )
    return ok({ lines })
  })

async function nameLines(tx: Tx, item: Item, said: string): Promise<number> {
  const regions = await triageRegions(tx.db, tx.ctx)
  if (said.trim() === '') return 0
  const lines = await tx.db
    .selectFrom('need_lines')
    .selectAll()
    .where('kind', '=', 'words')
    .where(sql<string>`lower(words)`, '=', said.trim().toLowerCase())
    .$if(regions !== 'all', (query) => query.where('region_id', 'in', regions === 'all' ? [] : [...regions, '']))
    .orderBy('id')
    .limit(LINES_MAX)
    .forUpdate()
    .execute()
  let named = 0
  for (const line of lines) if (await nameLine(tx, line, item)) named++
  return named
}

async function nameLine(tx: Tx, line: LineRow, item: Item): Promise<boolean> {
  const isCounted = typedQuantity(1, item.unit) === '1'
  // In another measure the quantity is another number: it can change only while nobody counts on it.
  if (!isCounted && (line.open !== line.requested || (await isClaimed(tx, line.id)))) return false
  await tx.db
    .updateTable('need_lines')
    .set({
      kind: 'item',
      item_id: item.id,
      competence_id: item.competence ?? null,
      unit: item.unit,
      attributes: JSON.stringify(readAttributes(item, line.words)),
    })
    .where('id', '=', line.id)
    .execute()
  const need = await tx.db
    .selectFrom('needs')
    .select(['id', 'region_id', 'zone', 'drill'])
    .where('id', '=', line.need_id)
    .executeTakeFirstOrThrow()
  const wanted = isCounted ? line.requested : measured(line.requested, item)
  if (wanted > line.requested) {
    const quantity = wanted - line.requested
    await moveLine(tx, need, line.id, { from: 'source', to: 'open', quantity, cause: 'corrected', causeId: need.id })
  }
  const isHealth = item.healthRelated === true
  tx.append(
    lineNamed.entry({
      subjectId: line.id,
      regionId: need.region_id,
      body: { need: need.id, item: item.id, unit: item.unit },
      public: {
        ...publicOf(need, tx.now),
        need: need.id,
        line: line.id,
        kind: isHealth ? 'health' : item.id,
        ...(isHealth ? {} : { unit: item.unit }),
      },
    }),
  )
  return true
}

// A bare number counts in what is usual (kilograms, litres, hours); one is what stood where nobody said how much.
const measured = (requested: number, item: Item): number =>
  requested === 1 ? item.typicalQuantity : (parseQuantity(String(requested), item.unit) ?? item.typicalQuantity)

async function isClaimed(tx: Tx, lineId: string): Promise<boolean> {
  const claim = await tx.db
    .selectFrom('line_claims')
    .select('id')
    .where('line_id', '=', lineId)
    .where('state', '=', 'held')
    .limit(1)
    .executeTakeFirst()
  return claim !== undefined
}
