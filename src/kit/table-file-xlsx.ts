import { readSheet } from 'read-excel-file/node'
import { err, ok, type Result } from './result'
import type { TableFile, TableFileError, TableLimits, TableRow } from './table-file'
import { shapeTable } from './table-file-shape'
import { readZip, writeZip } from './zip-file'

const ENTRIES_MAX = 500

/** Reads the first sheet of XLSX bytes into a table; see {@link readTableFile}. */
export async function readXlsxTable(bytes: Buffer, limits: TableLimits): Promise<Result<TableFile, TableFileError>> {
  const files = readZip(bytes, isXmlPart, { entriesMax: ENTRIES_MAX, bytesUnpackedMax: limits.bytesUnpackedMax })
  if (!files.ok) {
    if (files.error.kind === 'archive-too-large')
      return err({ kind: 'file-too-large', bytesMax: limits.bytesUnpackedMax })
    const detail = files.error.kind === 'not-an-archive' ? files.error.detail : 'too many files inside'
    return err({ kind: 'file-unreadable', detail })
  }
  if (!files.value.has('xl/workbook.xml')) return err({ kind: 'file-unreadable', detail: 'not an XLSX workbook' })
  for (const [path, content] of files.value) {
    const checked = checkPart(content.toString('utf8'), limits)
    if (!checked.ok) return checked
    files.value.set(path, Buffer.from(checked.value, 'utf8'))
  }
  try {
    // The reader gets an archive that we packed: what was measured is what is read.
    const sheet = await readSheet(writeZip(files.value))
    return shapeTable('xlsx', sheet.map(toLine), 'pad', limits)
  } catch (error) {
    return err({ kind: 'file-unreadable', detail: error instanceof Error ? error.message : String(error) })
  }
}

const isXmlPart = (path: string) => path.endsWith('.xml') || path.endsWith('.xml.rels')

/**
 * Addresses inside a sheet are checked before the reader fills the gaps between them: `<row r="999999999">` in a file of
 * 1 KB would have it make that many rows. Every `r` of every part is looked at, whatever stands around it, so that odd
 * XML cannot hide one. Error cells (`#N/A`) become plain text, so that only their row is refused.
 */
function checkPart(xml: string, limits: TableLimits): Result<string, TableFileError> {
  const rowsTooMany = err({ kind: 'rows-too-many', rowsMax: limits.rowsMax })
  if (countOf(xml, '<row') > limits.rowsMax + 12 || countOf(xml, '<c ') > limits.cellsMax) return rowsTooMany
  let columnMax = 1
  let rowMax = 0
  for (const match of xml.matchAll(/\sr\s*=\s*("[^"]*"|'[^']*')/g)) {
    const address = /^["']([A-Za-z]*)(\d+)["']$/.exec(match[1] ?? '')
    if (address === null) return err({ kind: 'file-unreadable', detail: `cell address ${match[1]?.slice(0, 20)}` })
    columnMax = Math.max(columnMax, columnNumber(address[1] ?? ''))
    rowMax = Math.max(rowMax, Number(address[2]))
  }
  if (rowMax > limits.rowsMax + 12 || rowMax * columnMax > limits.cellsMax) return rowsTooMany
  if (columnMax > limits.columnsMax) return err({ kind: 'columns-too-many', columnsMax: limits.columnsMax })
  return ok(xml.replace(/(<c\s[^>]*?\bt=)"e"/g, '$1"str"'))
}

function countOf(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++
  return count
}

const columnNumber = (letters: string) =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + (letter.charCodeAt(0) - 64), 0)

const toLine = (cells: readonly unknown[], index: number): TableRow => ({ line: index + 1, cells: cells.map(cellText) })

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  return String(value)
}

/** A date cell has no zone; the reader gives it as UTC. Midnight means a date alone. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  const text = value.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19)
}
