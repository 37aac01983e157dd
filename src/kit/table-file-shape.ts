import { err, ok, type Result } from './result'
import type { RowReport, TableFile, TableFileError, TableLimits, TableRow } from './table-file'

// Line breaks and tabs stand in headers of spreadsheets; other control characters do not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Lines above the header that hold one cell only: titles and notes, as registers are often published. */
const TITLE_LINES_MAX = 10

/**
 * Turns raw lines of cells into a table: finds the header, squares the rows, reports the lines that do not fit.
 * @param lines cells with their line number; blank lines may be among them
 * @param shortRows 'pad' where the format leaves out empty cells at the end (XLSX), 'report' where it does not (CSV)
 */
export function shapeTable(
  format: TableFile['format'],
  lines: readonly TableRow[],
  shortRows: 'pad' | 'report',
  limits: TableLimits,
): Result<TableFile, TableFileError> {
  const filled = lines.filter((line) => line.cells.some((cell) => cell.trim() !== ''))
  const headerIndex = findHeader(filled)
  const headerLine = filled[headerIndex]
  if (headerLine === undefined) return err({ kind: 'file-empty' })
  const header = withoutEmptyTail(headerLine.cells.map((cell) => cell.trim()))
  if (header.some((name) => UNPRINTABLE.test(name)))
    return err({ kind: 'file-unreadable', detail: 'its first line is not text, so this is no table' })
  if (header.length > limits.columnsMax) return err({ kind: 'columns-too-many', columnsMax: limits.columnsMax })
  const repeated = header.find((name, index) => name !== '' && header.indexOf(name) !== index)
  if (repeated !== undefined) return err({ kind: 'header-repeated', column: shorten(repeated) })
  const data = filled.slice(headerIndex + 1)
  if (data.length > limits.rowsMax) return err({ kind: 'rows-too-many', rowsMax: limits.rowsMax })
  const rows: TableRow[] = []
  const reported: RowReport[] = []
  for (const line of data) {
    const squared = square(line, header, shortRows)
    const fault = squared === undefined ? wrongLength(line, header) : findBadCell(squared, header, limits)
    if (fault !== undefined) reported.push(fault)
    else if (squared !== undefined) rows.push(squared)
  }
  return ok({ format, header, rows, reported })
}

function findHeader(lines: readonly TableRow[]): number {
  const filledCells = (line: TableRow | undefined) => line?.cells.filter((cell) => cell.trim() !== '').length ?? 0
  for (let i = 0; i < Math.min(lines.length, TITLE_LINES_MAX); i++) if (filledCells(lines[i]) > 1) return i
  return 0
}

function withoutEmptyTail(cells: readonly string[]): string[] {
  let length = cells.length
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length--
  return cells.slice(0, length)
}

function square(line: TableRow, header: readonly string[], shortRows: 'pad' | 'report'): TableRow | undefined {
  const { cells } = line
  if (cells.length === header.length) return line
  if (cells.length > header.length) {
    const extra = cells.slice(header.length)
    return extra.every((cell) => cell.trim() === '')
      ? { line: line.line, cells: cells.slice(0, header.length) }
      : undefined
  }
  if (shortRows === 'report') return undefined
  return { line: line.line, cells: [...cells, ...Array<string>(header.length - cells.length).fill('')] }
}

const wrongLength = (line: TableRow, header: readonly string[]): RowReport => ({
  line: line.line,
  column: '',
  expected: `${header.length} cells, as in the header`,
  got: `${line.cells.length} cells`,
})

function findBadCell(row: TableRow, header: readonly string[], limits: TableLimits): RowReport | undefined {
  for (const [index, cell] of row.cells.entries()) {
    const column = header[index] ?? ''
    if (cell.length > limits.cellCharactersMax) {
      const expected = `at most ${limits.cellCharactersMax} characters`
      return { line: row.line, column, expected, got: `${cell.length} characters: ${shorten(cell)}` }
    }
    if (cell.includes('\0'))
      return { line: row.line, column, expected: 'text without a NUL character', got: shorten(cell) }
  }
  return undefined
}

/** What came, short enough to show in a report: control characters made visible, cut at 60 characters. */
export function shorten(text: string): string {
  const visible = [...text.slice(0, 61)].map((ch) => (ch < ' ' ? '␣' : ch)).join('')
  return text.length > 60 ? `${visible.slice(0, 60)}…` : visible
}
