import { CsvError, parse } from 'csv-parse/sync'
import { err, type Result } from './result'
import type { TableFile, TableFileError, TableLimits, TableRow } from './table-file'
import { shapeTable } from './table-file-shape'
import { decodeText } from './text-encoding'

const DELIMITERS = [',', ';', '\t', '|'] as const

/** Reads CSV bytes into a table; see {@link readTableFile}. */
export function readCsvTable(bytes: Buffer, limits: TableLimits): Result<TableFile, TableFileError> {
  const declared = separatorLine(decodeText(bytes))
  const lines: TableRow[] = []
  // A title, the header and one row above the bound: enough to know that there are too many.
  const linesMax = limits.rowsMax + 12
  let lineDone = declared.linesBefore
  try {
    parse(declared.text, {
      delimiter: declared.delimiter ?? guessDelimiter(declared.text),
      relax_column_count: true,
      relax_quotes: true,
      to: linesMax,
      on_record: (cells: string[], context) => {
        if (cells.length > limits.columnsMax * 2) throw new TooManyColumns()
        lines.push({ line: lineDone + 1, cells })
        lineDone = declared.linesBefore + context.lines
        return null
      },
    })
  } catch (error) {
    if (error instanceof TooManyColumns) return err({ kind: 'columns-too-many', columnsMax: limits.columnsMax })
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
      return err({ kind: 'quote-not-closed', line: lineDone + 1 })
    }
    return err({ kind: 'file-unreadable', detail: error instanceof Error ? error.message : String(error) })
  }
  return shapeTable('csv', lines, 'report', limits)
}

class TooManyColumns extends Error {}

/** Spreadsheet programs may name the delimiter in a first line `sep=;`. */
function separatorLine(text: string): { text: string; delimiter?: string; linesBefore: number } {
  const match = /^sep=([,;|\t])\r?\n/i.exec(text)
  if (match?.[1] === undefined) return { text, linesBefore: 0 }
  return { text: text.slice(match[0].length), delimiter: match[1], linesBefore: 1 }
}

/** The delimiter found most often outside quotes in the first lines; a comma for a table of one column. */
function guessDelimiter(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]))
  let quoted = false
  let lines = 0
  for (const ch of text.slice(0, 20_000)) {
    if (ch === '"') quoted = !quoted
    else if (quoted) continue
    else if (ch === '\n' && ++lines === 5) break
    else if (counts.has(ch)) counts.set(ch, (counts.get(ch) ?? 0) + 1)
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
