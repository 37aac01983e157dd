import type { RowReport } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import { findItem, type Item, matchItem, parseQuantity } from '../../needs'
import type { Field, MappingPart } from './mapping'
import { readList } from './meaning'
import type { ReadRow } from './read-rows'

/** A thing with its quantity in the smallest unit, and the words it was said in. */
export type Thing = { readonly item: Item; readonly quantity: number; readonly words: string }

const SCORE_MIN = 0.7

/** A report about one cell of a row. */
export const reportCell = (row: ReadRow, field: Field, expected: string, got = row.get(field)): RowReport => ({
  line: row.line,
  column: row.column(field),
  expected,
  got: shorten(got) || 'nothing',
})

/**
 * Reads what a row offers or holds: one thing with an amount, or several with an amount each ("20 blankets; 30 l water"). Words that mean no
 * goods, and amounts that fit nothing, are reported: nobody guesses what lies in a box.
 */
export function readThings(row: ReadRow, part: MappingPart): Thing[] | RowReport {
  const said = readList(row.get('lines'), 'lines', part)
  if (said.length === 0) return reportCell(row, 'lines', 'the name of a thing')
  const things: Thing[] = []
  for (const { words, means } of said) {
    const inside = /^\s*(\d[\d\s.,]*\s*(?:кг|г|л|мл|kg|g|l|ml)?)\s+(.+)$/iu.exec(words)
    const amount = said.length === 1 && row.get('quantity') !== '' ? row.get('quantity') : (inside?.[1] ?? '')
    const item = itemOf(inside?.[2] ?? words, means?.[0])
    if (item === undefined) return reportCell(row, 'lines', 'a thing of the catalogue that is no service', words)
    if (amount === '') return reportCell(row, 'quantity', 'how much of it', words)
    const unit = amount.replace(/[\p{L}.]+/u, (word) => part.units[word] ?? part.units[word.toLowerCase()] ?? word)
    const quantity = parseQuantity(unit, item.unit)
    if (quantity === undefined) return reportCell(row, 'quantity', `an amount of ${item.names.en}`, amount)
    things.push({ item, quantity, words })
  }
  return things
}

function itemOf(words: string, means: string | undefined): Item | undefined {
  const [sort, id = ''] = (means ?? '').split(':')
  const match = sort === 'item' ? undefined : matchItem(words)
  const item = sort === 'item' ? findItem(id) : match !== undefined && match.score >= SCORE_MIN ? match.item : undefined
  return item?.group === 'service' ? undefined : item
}
