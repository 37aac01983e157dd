import type { TableFile } from '../../kit/table-file'
import { OFFERS_MAX } from './offer'

const thingNames = /^(item|thing|what|name|goods|товар|что|наименование|название|вещ|зат|тауар|атауы)/iu
const amountNames = /^(quantity|qty|amount|count|number|how many|кол|сколько|саны|мөлшер|қанша)/iu
const unitNames = /^(unit|uom|ед|өлшем|бірлі)/iu

/**
 * Lines of «thing amount unit» from a sheet. Columns are known by their headings in three languages; a sheet without known headings is read
 * as it stands, its first line included.
 */
export function linesOfTable({ header, rows }: Pick<TableFile, 'header' | 'rows'>): string {
  const find = (names: RegExp) => header.findIndex((heading) => names.test(heading.trim()))
  const columns = [find(thingNames), find(amountNames), find(unitNames)].filter((at) => at !== -1)
  const cells = rows.slice(0, OFFERS_MAX).map((row) => row.cells)
  const lines = columns.length === 0 ? [header, ...cells] : cells.map((row) => columns.map((at) => row[at] ?? ''))
  return lines.map((line) => line.join(' ').replace(/[\n;]/gu, ' ').trim()).join('\n')
}
