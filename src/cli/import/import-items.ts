import { createHash } from 'node:crypto'
import { err, ok, type Result } from '../../kit/result'
import type { RowReport, TableFile } from '../../kit/table-file'
import { type BroughtItem, findItem, listBroughtItems, putItems } from '../../needs'
import type { Ctx } from '../../platform'
import { foldValue } from './fold-value'
import { type ItemField, type ItemPart, itemFields } from './item-mapping'
import { itemHeaders, recognizeItemHeader } from './known-item-headers'
import { type ItemCells, type ItemRow, parseItem } from './parse-item'
import type { ColumnMissing } from './read-rows'
import { type ImportOptions, type ImportReport, reportOf } from './report'

/** What an import of a catalogue did. `leftOut` names columns nobody took. */
export type ItemsImported = { readonly report: ImportReport; readonly leftOut: readonly string[] }

type Options = Pick<ImportOptions, 'file' | 'apply' | 'allOrNothing' | 'source' | 'onProgress'>
type Planned = BroughtItem & { readonly line: number; readonly step: 'create' | 'update' | 'leave' }

const BATCH_ROWS = 200

/**
 * Brings in the catalogue of another organization, such as that of the IFRC. Imported again, what its list changed is changed; what people
 * translated stays; nothing is taken out, as lines may ask for it.
 */
export async function importItems(
  ctx: Ctx,
  table: TableFile,
  part: ItemPart,
  options: Options,
): Promise<Result<ItemsImported, ColumnMissing>> {
  const columns = columnsOf(table, part)
  if ('kind' in columns) return err(columns)
  const reported: RowReport[] = [...table.reported]
  const known = await listBroughtItems(ctx.db, options.source)
  const seen = new Map<string, number>()
  const planned: Planned[] = []
  for (const [index, { line, cells }] of table.rows.entries()) {
    options.onProgress(index, table.rows.length, 'read')
    const row = cellsOf(table, columns, line, cells)
    const parsed = parseItem(row, part)
    if ('got' in parsed) {
      reported.push(parsed)
      continue
    }
    const before = known.get(parsed.ref)
    const id = before?.id ?? idOf(options.source, parsed.ref)
    const earlier = seen.get(id)
    if (earlier !== undefined || (before === undefined && findItem(id) !== undefined)) {
      const expected = earlier === undefined ? 'a code no other list has taken' : `another code than line ${earlier}`
      reported.push({ line, column: row.column('ref'), expected, got: parsed.ref })
      continue
    }
    seen.set(id, line)
    const hash = hashOf(parsed)
    const step = before === undefined ? 'create' : before.hash.equals(hash) ? 'leave' : 'update'
    planned.push({ ...parsed, id, hash, step })
  }
  const applied = options.apply && !(options.allOrNothing && reported.length > 0)
  if (applied) {
    const todo = planned.filter(({ step }) => step !== 'leave')
    for (let start = 0; start < todo.length; start += BATCH_ROWS) {
      await putItems(ctx, options.source, todo.slice(start, start + BATCH_ROWS))
      options.onProgress(Math.min(start + BATCH_ROWS, todo.length), todo.length, 'written')
    }
  }
  const count = (step: Planned['step']) => planned.filter((one) => one.step === step).length
  const counts = { created: count('create'), updated: count('update'), unchanged: count('leave') }
  const taken = new Set(columns.values())
  return ok({
    report: reportOf('items', options, applied, counts, reported),
    leftOut: table.header.filter((_, at) => !taken.has(at)),
  })
}

const ID_CHARACTERS_MAX = 41

/** Our id of somebody's code: `ifrc-hsheblanw1`. A code that is too long ends in a digest. */
function idOf(source: string, ref: string): string {
  const slug = `${foldValue(source)} ${ref}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (slug.length <= ID_CHARACTERS_MAX) return slug
  const digest = createHash('sha256').update(`${source}\n${ref}`).digest('hex').slice(0, 8)
  return `${slug.slice(0, ID_CHARACTERS_MAX - 9)}-${digest}`
}

const hashOf = ({ line: _line, ...said }: ItemRow): Buffer => createHash('sha256').update(JSON.stringify(said)).digest()

function columnsOf(table: TableFile, part: ItemPart): ReadonlyMap<ItemField, number> | ColumnMissing {
  const folded = table.header.map(foldValue)
  const at = new Map<ItemField, number>()
  for (const field of itemFields) {
    const header = part.columns[field]
    if (header === undefined) continue
    const index = folded.indexOf(foldValue(header))
    if (index < 0) return { kind: 'column-missing', column: header }
    at.set(field, index)
  }
  for (const [index, header] of table.header.entries()) {
    const field = recognizeItemHeader(header)
    if (field !== undefined && !at.has(field) && ![...at.values()].includes(index)) at.set(field, index)
  }
  return at.has('ref') && (at.has('name') || at.has('nameRu') || at.has('nameKk'))
    ? at
    : { kind: 'columns-unknown', known: itemHeaders() }
}

const cellsOf = (
  table: TableFile,
  columns: ReadonlyMap<ItemField, number>,
  line: number,
  cells: readonly string[],
): ItemCells => ({
  line,
  get: (field) => (cells[columns.get(field) ?? -1] ?? '').trim(),
  column: (field) => table.header[columns.get(field) ?? -1] ?? field,
})
