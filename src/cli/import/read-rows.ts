import type { TableFile } from '../../kit/table-file'
import { foldValue } from './fold-value'
import { recognizeHeader, usualHeaders } from './known-headers'
import type { Field, Mapping, MappingPart } from './mapping'
import type { ListKind } from './report'

/** A row under the names of its fields. Cells that say nothing are empty. */
export type ReadRow = {
  readonly line: number
  get(field: Field): string
  /** Header under which the file has a field, for reports. */
  column(field: Field): string
  /** What was said in columns that no field takes but the mapping keeps: `status: resolved`. */
  readonly kept: readonly string[]
}

/** A table read under a mapping; `leftOut` names columns that nothing takes. */
export type ReadTable = { readonly rows: readonly ReadRow[]; readonly leftOut: readonly string[] }

/** A column that the mapping names is not in the file; without one, no column of the file is known by its name. */
export type ColumnMissing =
  | { readonly kind: 'column-missing'; readonly column: string }
  | { readonly kind: 'columns-unknown'; readonly known: readonly string[] }

const emptyPart: MappingPart = { columns: {}, keep: [], separator: ';', values: {}, units: {}, dueHours: {} }

/** The part of a mapping for one kind of table; without one, columns are recognised by their names. */
export const partOf = (mapping: Mapping, kind: ListKind): MappingPart => mapping[kind] ?? emptyPart

/** Names the cells of a table by their fields. Pure. */
export function readRows(table: TableFile, kind: ListKind, mapping: Mapping): ReadTable | ColumnMissing {
  const { columns, keep } = partOf(mapping, kind)
  const folded = table.header.map(foldValue)
  const at = new Map<Field, number>()
  for (const [field, header] of Object.entries(columns) as [Field, string][]) {
    const index = folded.indexOf(foldValue(header))
    if (index < 0) return { kind: 'column-missing', column: header }
    at.set(field, index)
  }
  const kept = keep.map((header) => folded.indexOf(foldValue(header)))
  const missing = keep.find((_, i) => (kept[i] ?? -1) < 0)
  if (missing !== undefined) return { kind: 'column-missing', column: missing }
  for (const [index, header] of table.header.entries()) {
    const field = recognizeHeader(kind, header)
    const isTaken = [...at.values(), ...kept].includes(index)
    if (field !== undefined && !at.has(field) && !isTaken) at.set(field, index)
  }
  if (at.size === 0) return { kind: 'columns-unknown', known: usualHeaders(kind) }
  const leftOut = table.header.filter((_, index) => ![...at.values(), ...kept].includes(index))
  const nothing = new Set(mapping.empty.map((word) => word.trim().toLowerCase()))
  const said = (cell: string | undefined): string => {
    const text = (cell ?? '').trim()
    return nothing.has(text.toLowerCase()) ? '' : text
  }
  const rows = table.rows.map(({ line, cells }): ReadRow => {
    const cellOf = (field: Field) => {
      const index = at.get(field)
      return index === undefined ? '' : said(cells[index])
    }
    return {
      line,
      get: cellOf,
      column: (field) => table.header[at.get(field) ?? -1] ?? field,
      kept: kept.flatMap((index) => {
        const text = said(cells[index])
        return text === '' ? [] : [`${table.header[index]}: ${text}`]
      }),
    }
  })
  return { rows, leftOut }
}
