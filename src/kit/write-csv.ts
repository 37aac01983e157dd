/** What a cell of a written table may hold; null is an empty cell, never zero. */
export type CsvCell = string | number | null

// Text that a spreadsheet would run as a formula begins with a quote (OWASP, CSV injection).
function written(value: CsvCell): string {
  const text = value === null ? '' : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV (RFC 4180); numbers stand as they are, text that a spreadsheet would run is quoted. */
export const writeCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')
