import { readFile, stat } from 'node:fs/promises'
import { err, type Result } from './result'
import { readCsvTable } from './table-file-csv'
import { readXlsxTable } from './table-file-xlsx'

/** One fault of one row of an imported file, in the form every import answers with. `line` counts from 1, header included. */
export type RowReport = {
  readonly line: number
  readonly column: string
  readonly expected: string
  readonly got: string
}

/** A row as text: `line` is its line in the file (1 is the first), `cells` has exactly as many elements as the header. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] }

/**
 * A table read from a file someone sent. `rows` leaves out blank lines and the lines named in `reported` (too few or too
 * many cells, a NUL, a cell that is too long), so rows + distinct reported lines = lines of data in the file.
 */
export type TableFile = {
  readonly format: 'csv' | 'xlsx'
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
  readonly reported: readonly RowReport[]
}

/** Bounds of a file someone sent. `bytesUnpackedMax` counts an XLSX after unpacking; `cellsMax` is rows × columns. */
export type TableLimits = {
  readonly bytesMax: number
  readonly bytesUnpackedMax: number
  readonly rowsMax: number
  readonly columnsMax: number
  readonly cellsMax: number
  readonly cellCharactersMax: number
}

/** Enough for the register of settlements of a country; small enough for a laptop. */
export const TABLE_LIMITS: TableLimits = {
  bytesMax: 64 * 1024 * 1024,
  bytesUnpackedMax: 128 * 1024 * 1024,
  rowsMax: 500_000,
  columnsMax: 200,
  cellsMax: 5_000_000,
  cellCharactersMax: 10_000,
}

/** Why no table could be read at all. */
export type TableFileError =
  | { readonly kind: 'file-empty' }
  | { readonly kind: 'file-unreadable'; readonly detail: string }
  | { readonly kind: 'file-too-large'; readonly bytesMax: number }
  | { readonly kind: 'rows-too-many'; readonly rowsMax: number }
  | { readonly kind: 'columns-too-many'; readonly columnsMax: number }
  | { readonly kind: 'header-repeated'; readonly column: string }
  | { readonly kind: 'quote-not-closed'; readonly line: number }

/**
 * Reads CSV (comma, semicolon, tab or bar; UTF-8, UTF-16, windows-1251 or KZ-1048, with or without byte order mark) or
 * the first sheet of an XLSX. Hostile content ends as an error value, within the bounds of `limits`.
 */
export async function readTableFile(
  bytes: Buffer,
  limits: TableLimits = TABLE_LIMITS,
): Promise<Result<TableFile, TableFileError>> {
  if (bytes.length > limits.bytesMax) return err({ kind: 'file-too-large', bytesMax: limits.bytesMax })
  if (bytes.length === 0) return err({ kind: 'file-empty' })
  return looksLikeZip(bytes) ? readXlsxTable(bytes, limits) : readCsvTable(bytes, limits)
}

/** {@link readTableFile} of a file on disk; a file that cannot be opened is an error value too. */
export async function loadTableFile(
  path: string,
  limits: TableLimits = TABLE_LIMITS,
): Promise<Result<TableFile, TableFileError>> {
  try {
    if ((await stat(path)).size > limits.bytesMax) return err({ kind: 'file-too-large', bytesMax: limits.bytesMax })
    return await readTableFile(await readFile(path), limits)
  } catch (error) {
    return err({ kind: 'file-unreadable', detail: error instanceof Error ? error.message : String(error) })
  }
}

const looksLikeZip = (bytes: Buffer) => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 0x09
