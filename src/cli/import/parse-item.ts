import type { RowReport } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import type { BroughtItem } from '../../needs'
import { goodsGroups, type ItemField, type ItemPart, unitOfWord } from './item-mapping'

/** An item as its row says it, before its id and hash. */
export type ItemRow = Omit<BroughtItem, 'id' | 'hash'> & { readonly line: number }

/** A row under the names of its fields. */
export type ItemCells = {
  readonly line: number
  get(field: ItemField): string
  column(field: ItemField): string
}

const NAME_CHARACTERS_MAX = 200
const REF_CHARACTERS_MAX = 60
const KILOGRAMS_MAX = 100_000
const LITRES_MAX = 1_000_000

/** Reads one row of a catalogue. Pure. */
export function parseItem(row: ItemCells, part: ItemPart): ItemRow | RowReport {
  const wrong = (field: ItemField, expected: string): RowReport => ({
    line: row.line,
    column: row.column(field),
    expected,
    got: shorten(row.get(field)) || 'nothing',
  })
  const ref = row.get('ref')
  if (ref === '' || ref.length > REF_CHARACTERS_MAX)
    return wrong('ref', `a code of at most ${REF_CHARACTERS_MAX} characters`)
  const names = { kk: nameIn(row, 'nameKk'), ru: nameIn(row, 'nameRu'), en: nameIn(row, 'name') }
  const given = Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''))
  if (Object.keys(given).length === 0) return wrong('name', 'a name')
  const unit = unitOfWord(row.get('unit'))
  if (unit === undefined) return wrong('unit', 'a unit such as piece, set, kg or litre')
  const group = groupOf(row, part)
  if (group === undefined)
    return wrong(row.get('group') === '' ? 'ref' : 'group', 'a family that the mapping gives a group to')
  const kilograms = parseMeasure(row.get('kilograms'), KILOGRAMS_MAX)
  if (kilograms === undefined) return wrong('kilograms', `kilograms from 0 to ${KILOGRAMS_MAX}`)
  const litres = litresOf(row)
  if (typeof litres !== 'number') return wrong(litres.field, `a measure of at most ${LITRES_MAX} litres`)
  // One litre or kilogram is a thousand of what is counted; of pieces and sets, one.
  const perThousand = unit === 'gram' || unit === 'millilitre' ? 1000 : 1_000_000
  return {
    line: row.line,
    ref,
    group,
    unit,
    names: given,
    gramsPerThousand: Math.round(kilograms * perThousand),
    millilitresPerThousand: Math.round(litres * perThousand),
    prescription: part.prescription.some((beginning) => ref.startsWith(beginning)),
  }
}

const nameIn = (row: ItemCells, field: 'name' | 'nameKk' | 'nameRu'): string =>
  row.get(field).replace(/\s+/g, ' ').slice(0, NAME_CHARACTERS_MAX)

function groupOf(row: ItemCells, part: ItemPart): ItemRow['group'] | undefined {
  const said = row.get('group')
  const own = goodsGroups.find((group) => group === said)
  if (own !== undefined) return own
  const ref = row.get('ref')
  const beginnings = Object.keys(part.groups).filter((beginning) => ref.startsWith(beginning))
  const longest = beginnings.reduce((best, one) => (one.length > best.length ? one : best), '')
  return part.groups[said] ?? part.groups[longest]
}

/** A measure as people write it; nothing and 0 are both "nobody knows". */
function parseMeasure(text: string, max: number): number | undefined {
  if (text === '') return 0
  if (!/^\d{1,9}([.,]\d{1,18})?$/.test(text)) return undefined
  const measure = Number(text.replace(',', '.'))
  return measure <= max ? measure : undefined
}

function litresOf(row: ItemCells): number | { readonly field: ItemField } {
  for (const [field, factor] of [
    ['litres', 1],
    ['cubicMetres', 1000],
  ] as const) {
    const measure = parseMeasure(row.get(field), LITRES_MAX / factor)
    if (measure === undefined) return { field }
    if (measure > 0) return measure * factor
  }
  let litres = 0.001
  for (const field of ['lengthCm', 'widthCm', 'heightCm'] as const) {
    const side = parseMeasure(row.get(field), LITRES_MAX)
    if (side === undefined) return { field }
    litres *= side
  }
  return litres <= LITRES_MAX ? litres : { field: 'lengthCm' }
}
