import { writeCsv } from '../kit/write-csv'
import type { Cell, Column, Rows } from './table'
import { type TableName, tables } from './tables'

/** Forms a table is handed out in, by the ending of the file. */
export const forms = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
} as const

/** One of {@link forms}. */
export type Form = keyof typeof forms

/** Every form, in the order pages offer them. */
export const formList = Object.keys(forms) as readonly Form[]

/** Rows of a table as a file. CSV has a second header row of HXL tags; JSON is a list of objects; Parquet is compressed with Snappy. */
export async function writePart(form: Form, table: TableName, rows: Rows): Promise<Uint8Array<ArrayBuffer>> {
  const { columns } = tables[table]
  if (form === 'parquet') return writeParquet(columns, rows)
  return new TextEncoder().encode(form === 'csv' ? partAsCsv(columns, rows) : partAsJson(columns, rows))
}

const partAsCsv = (columns: readonly Column[], rows: Rows): string =>
  writeCsv([
    columns.map(({ name }) => name),
    columns.map(({ tag }) => tag),
    ...rows.map((row) => row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell))),
  ])

// A row a line, so that large files can be looked through line by line.
const partAsJson = (columns: readonly Column[], rows: Rows): string =>
  `[\n${rows.map((row) => JSON.stringify(Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])))).join(',\n')}\n]\n`

const kinds = { text: 'STRING', integer: 'INT64', number: 'DOUBLE', truth: 'BOOLEAN' } as const

async function writeParquet(columns: readonly Column[], rows: Rows): Promise<Uint8Array<ArrayBuffer>> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const bytes = parquetWriteBuffer({
    columnData: columns.map((column, at) => ({
      name: column.name,
      type: kinds[column.type],
      nullable: true,
      data: rows.map((row) => stored(column, row[at] ?? null)),
    })),
    kvMetadata: [
      { key: 'hxl', value: JSON.stringify(Object.fromEntries(columns.map(({ name, tag }) => [name, tag]))) },
    ],
  })
  return new Uint8Array(bytes)
}

const stored = ({ type }: Column, cell: Cell) => (type === 'integer' && typeof cell === 'number' ? BigInt(cell) : cell)
