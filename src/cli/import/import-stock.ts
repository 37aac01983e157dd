import { type Condition, conditions, countStock, findLot, listSites, listStock, receiveStock } from '../../goods'
import { newPublicId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import type { RowReport, TableFile } from '../../kit/table-file'
import { type Ctx, inCommand } from '../../platform'
import { tableImported } from '../entries'
import { foldValue } from './fold-value'
import { insertImport } from './import-volunteers'
import { findKnownRows, openDigests, rememberRow } from './imported-rows'
import { rowTwice, type Step } from './list-plan'
import type { Mapping } from './mapping'
import { readCode } from './meaning'
import { readThings, reportCell, type Thing } from './parse-goods'
import { type ColumnMissing, partOf, type ReadRow, readRows } from './read-rows'
import { type ImportOptions, type ImportReport, reportOf } from './report'

/** What an import of stock did. `leftOut` names columns nobody took. */
export type StockImported = {
  readonly report: ImportReport
  readonly invited: readonly never[]
  readonly openIds: readonly never[]
  readonly leftOut: readonly string[]
}

type Planned = {
  readonly row: ReadRow
  readonly ref: string
  readonly hash: Buffer
  readonly step: Step
  readonly lotId: string | undefined
  readonly siteId: string
  readonly thing: Thing
  readonly condition: Condition
  readonly expiresOn: string | null
}

/**
 * Brings in what lies at the sites of an organization: each row becomes a lot with a label of its own. A row whose amount has changed is
 * taken over as a count; one whose lot has moved meanwhile, or that names another thing now, is for a person to look at.
 */
export async function importStock(
  ctx: Ctx,
  table: TableFile,
  mapping: Mapping,
  options: ImportOptions & { readonly organizationId: string },
): Promise<Result<StockImported, ColumnMissing>> {
  const read = readRows(table, 'stock', mapping)
  if ('kind' in read) return { ok: false, error: read }
  const part = partOf(mapping, 'stock')
  const sites = await listSites(ctx.db, { organizations: [options.organizationId] })
  const reported: RowReport[] = [...table.reported]
  const digests = await openDigests(ctx.db, options.apply)
  const seen = new Map<string, number>()
  const located: Omit<Planned, 'step' | 'lotId'>[] = []
  for (const [index, row] of read.rows.entries()) {
    options.onProgress(index, read.rows.length, 'read')
    const parsed = parseStock(row, part, sites)
    if ('got' in parsed) {
      reported.push(parsed)
      continue
    }
    const { thing, siteId, condition, expiresOn } = parsed
    const same = [siteId, thing.item.id, condition, expiresOn ?? '', String(thing.quantity)]
    const ref = digests.refOf(row.get('ref'), same)
    const twice = rowTwice(row, ref, seen)
    if (twice === undefined) located.push({ ...parsed, row, ref, hash: digests.hashOf(same) })
    else reported.push(twice)
  }
  const refs = located.map(({ ref }) => ref)
  const known = await findKnownRows(ctx.db, 'stock', options.source, refs)
  const planned: Planned[] = []
  for (const one of located) {
    const before = known.get(one.ref)
    if (before === undefined) planned.push({ ...one, step: 'create', lotId: undefined })
    else if (before.hash.equals(one.hash)) planned.push({ ...one, step: 'leave', lotId: before.subjectId })
    else if (await isOfLot(ctx, one, before.subjectId))
      planned.push({ ...one, step: 'update', lotId: before.subjectId })
    else reported.push(reportCell(one.row, 'ref', 'another reference: that lot is something else, or lies elsewhere'))
  }
  const applied = options.apply && !(options.allOrNothing && reported.length > 0)
  const failed = applied ? await write(ctx, planned, options) : []
  const count = (step: Step) => planned.filter((one) => one.step === step && !failed.includes(one)).length
  const counts = { created: count('create'), updated: count('update'), unchanged: count('leave') }
  const late = failed.map(({ row }) => reportCell(row, 'quantity', 'an amount not below what is set aside'))
  const report = reportOf('stock', options, applied, counts, [...reported, ...late])
  return ok({ report, invited: [], openIds: [], leftOut: read.leftOut })
}

function parseStock(
  row: ReadRow,
  part: ReturnType<typeof partOf>,
  sites: Awaited<ReturnType<typeof listSites>>,
): Pick<Planned, 'thing' | 'siteId' | 'condition' | 'expiresOn'> | RowReport {
  const things = readThings(row, part)
  if ('got' in things) return things
  const [thing] = things
  if (thing === undefined || things.length > 1) return reportCell(row, 'lines', 'one thing in a row')
  const named = readCode(row.get('site'), 'site', part) ?? row.get('site')
  const found = sites.filter(({ id, name }) => id === named || foldValue(name) === foldValue(named))
  const site = named === '' && sites.length === 1 ? sites[0] : found.length === 1 ? found[0] : undefined
  if (site === undefined) return reportCell(row, 'site', 'the name or id of one site of the organization')
  const said = readCode(row.get('condition'), 'condition', part) ?? row.get('condition').toLowerCase()
  const condition = said === '' ? 'good' : conditions.find((one) => one === said)
  if (condition === undefined) return reportCell(row, 'condition', conditions.join(', '))
  const expiresOn = parseDay(row.get('expires'))
  if (expiresOn === undefined) return reportCell(row, 'expires', 'a date such as 2027-03-31 or 31.03.2027')
  return { thing, siteId: site.id, condition, expiresOn }
}

/** A day as tables write it, ISO; null for none, undefined for what is no day. */
function parseDay(text: string): string | null | undefined {
  if (text.trim() === '') return null
  const iso = text
    .trim()
    .replace(
      /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/,
      (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    )
  try {
    return Temporal.PlainDate.from(iso.slice(0, 10), { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

async function isOfLot(ctx: Ctx, { siteId, thing, condition, expiresOn }: Omit<Planned, 'step' | 'lotId'>, id: string) {
  const lot = await findLot(ctx.db, { id })
  if (lot?.itemId !== thing.item.id || lot.condition !== condition || lot.expiresOn !== expiresOn) return false
  return (await listStock(ctx.db, siteId, { reference: lot.reference })).length === 1
}

const BATCH_ROWS = 50

/** @returns rows that were refused, as less is free than they say */
async function write(ctx: Ctx, planned: readonly Planned[], options: ImportOptions): Promise<readonly Planned[]> {
  const todo = planned.filter(({ step }) => step !== 'leave')
  const importId = newPublicId()
  const failed: Planned[] = []
  for (let start = 0; start < todo.length; start += BATCH_ROWS) {
    const done: (Planned & { readonly subjectId: string })[] = []
    for (const one of todo.slice(start, start + BATCH_ROWS)) {
      const subjectId = await writeRow(ctx, one, options)
      if (subjectId === undefined) failed.push(one)
      else done.push({ ...one, subjectId })
    }
    await inCommand<null, never>(ctx, `import.stock.${start}`, async (tx) => {
      if (start === 0) await insertImport(tx, 'stock', importId, todo.length, options)
      for (const { ref, hash, subjectId } of done)
        await rememberRow(tx, { kind: 'stock', source: options.source, ref, hash, importId, subjectId })
      const created = done.filter(({ step }) => step === 'create').length
      const site = await tx.db
        .selectFrom('sites')
        .select('region_id')
        .where('id', '=', todo[0]?.siteId ?? '')
        .executeTakeFirstOrThrow()
      const body = { kind: 'stock' as const, created, updated: done.length - created, basis: options.basis }
      tx.append(tableImported.entry({ subjectId: importId, regionId: site.region_id, body, public: {} }))
      return ok(null)
    })
    options.onProgress(Math.min(start + BATCH_ROWS, todo.length), todo.length, 'written')
  }
  return failed
}

async function writeRow(ctx: Ctx, one: Planned, options: ImportOptions): Promise<string | undefined> {
  const { siteId, thing, condition, expiresOn, lotId } = one
  // The key makes a run that was cut off find what it brought in already, before the row is remembered.
  const idempotency = {
    scope: `import stock ${options.source}`,
    key: `${one.ref} ${one.hash.toString('hex')}`,
    requestHash: one.hash,
  }
  const once = { ...ctx, idempotency }
  if (lotId === undefined) {
    const facts = { siteId, itemId: thing.item.id, quantity: thing.quantity, condition, expiresOn }
    const got = await receiveStock(once, { ...facts, cause: 'given' })
    return got.ok ? got.value.lotId : undefined
  }
  const lot = await findLot(ctx.db, { id: lotId })
  const [line] = lot === undefined ? [] : await listStock(ctx.db, siteId, { reference: lot.reference })
  const expected = line?.lies ?? 0
  const counted = await countStock(once, { lotId, siteId, counted: thing.quantity, expected })
  return counted.ok ? lotId : undefined
}
