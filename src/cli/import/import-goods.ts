import { checkOffers, findPlace, promiseGift, withdrawGift } from '../../goods'
import { newPublicId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import type { RowReport, TableFile } from '../../kit/table-file'
import { parseContact, parseName } from '../../people'
import { type Ctx, inCommand } from '../../platform'
import { tableImported } from '../entries'
import { insertImport } from './import-volunteers'
import { findKnownRows, openDigests, rememberRow } from './imported-rows'
import { rowTwice, type Step } from './list-plan'
import type { Mapping } from './mapping'
import { readThings, reportCell, type Thing } from './parse-goods'
import { parseMoment } from './parse-need'
import { parsePoint } from './parse-point'
import { parseLang } from './parse-volunteer'
import { type Placer, preparePlaces, type RowPlace } from './place-of-row'
import { type ColumnMissing, partOf, type ReadRow, readRows } from './read-rows'
import { type ImportOptions, type ImportReport, reportOf } from './report'

/** What an import of offered goods did. `left` says of rows promised in part what should stay where it is. */
export type GoodsImported = {
  readonly report: ImportReport
  readonly invited: readonly never[]
  readonly openIds: readonly never[]
  readonly leftOut: readonly string[]
  readonly left: readonly string[]
}

type Donor = Parameters<typeof promiseGift>[1]['contact']
type Offered = {
  readonly row: ReadRow
  readonly ref: string
  readonly hash: Buffer
  readonly things: readonly Thing[]
  readonly place: RowPlace
  readonly until: Temporal.Instant
  readonly donor: Donor
}
type Planned = Offered & { readonly step: Step; readonly giftId: string | undefined }

const UNTIL_HOURS = 72
const UNTIL_HOURS_MAX = 14 * 24

/**
 * Brings in somebody's list of goods that people offer: each row is answered as at the donor's door. What is asked for near there is promised
 * to be brought to the nearest place that takes it; a row of which nothing is asked for now is reported, and so never set out.
 */
export async function importGoods(
  ctx: Ctx,
  table: TableFile,
  mapping: Mapping,
  options: ImportOptions,
): Promise<Result<GoodsImported, ColumnMissing | { readonly kind: 'place-unknown'; readonly words: string }>> {
  const read = readRows(table, 'goods', mapping)
  if ('kind' in read) return { ok: false, error: read }
  const placer = await preparePlaces(ctx, mapping, false)
  if (!placer.ok) return { ok: false, error: { kind: 'place-unknown', words: placer.error } }
  const reported: RowReport[] = [...table.reported]
  const digests = await openDigests(ctx.db, options.apply)
  const seen = new Map<string, number>()
  const offered: Offered[] = []
  for (const [index, row] of read.rows.entries()) {
    options.onProgress(index, read.rows.length, 'read')
    const parsed = await parseOffered(row, mapping, ctx, options, placer.value)
    if ('got' in parsed) {
      reported.push(parsed)
      continue
    }
    const { things, place, donor } = parsed
    const goods = things.map(({ item, quantity }) => `${item.id} ${quantity}`)
    const ref = digests.refOf(row.get('ref'), [donor.name, donor.value, place.regionId, ...goods])
    const twice = rowTwice(row, ref, seen)
    const hash = digests.hashOf([goods, donor, place.localityId, row.get('neededBy')])
    if (twice === undefined) offered.push({ ...parsed, row, ref, hash })
    else reported.push(twice)
  }
  const refs = offered.map(({ ref }) => ref)
  const known = await findKnownRows(ctx.db, 'goods', options.source, refs)
  const planned = offered.map((one): Planned => {
    const before = known.get(one.ref)
    const step = before === undefined ? 'create' : before.hash.equals(one.hash) ? 'leave' : 'update'
    return { ...one, step, giftId: before?.subjectId }
  })
  const applied = options.apply && !(options.allOrNothing && reported.length > 0)
  const outcome = applied ? await write(ctx, planned, options) : await foresee(ctx, planned)
  const isDone = (one: Planned) => !outcome.reported.some(({ line }) => line === one.row.line)
  const count = (step: Step) => planned.filter((one) => one.step === step && isDone(one)).length
  const counts = { created: count('create'), updated: count('update'), unchanged: count('leave') }
  const report = reportOf('goods', options, applied, counts, [...reported, ...outcome.reported])
  return ok({ report, invited: [], openIds: [], leftOut: read.leftOut, left: outcome.left })
}

async function parseOffered(
  row: ReadRow,
  mapping: Mapping,
  ctx: Ctx,
  options: ImportOptions,
  placer: Placer,
): Promise<Omit<Offered, 'row' | 'ref' | 'hash'> | RowReport> {
  const things = readThings(row, partOf(mapping, 'goods'))
  if ('got' in things) return things
  const point = parsePoint(row)
  if ('line' in point) return point
  const place = await placer({ line: row.line, point: point.point, kato: row.get('kato') })
  if ('got' in place) return place
  const now = ctx.clock.now()
  const said = row.get('neededBy')
  const until = said === '' ? now.add({ hours: UNTIL_HOURS }) : parseMoment(said, mapping.zone ?? place.zone)
  const hours = until === undefined ? 0 : (until.epochMilliseconds - now.epochMilliseconds) / 3_600_000
  if (until === undefined || hours <= 0 || hours > UNTIL_HOURS_MAX)
    return reportCell(row, 'neededBy', 'a moment within 14 days from now')
  const donor = donorOf(row, options)
  if ('got' in donor) return donor
  return { things, place, until, donor }
}

function donorOf(row: ReadRow, options: ImportOptions): Donor | RowReport {
  const lang = parseLang(row.get('lang')) ?? options.lang
  const name = parseName(row.get('name')) ?? ''
  for (const field of ['phone', 'email'] as const) {
    const said = row.get(field)
    if (said === '') continue
    const read = parseContact(said, true)
    if (!read.ok) return reportCell(row, field, field === 'phone' ? 'a telephone number' : 'an e-mail address')
    return { name, kind: read.value.kind, value: read.value.value, lang, address: '', words: '' }
  }
  return { name, kind: 'none', value: '', lang, address: '', words: '' }
}

type Outcome = { readonly reported: RowReport[]; readonly left: string[] }
type Bring = { readonly itemId: string; readonly quantity: number; readonly siteId: string }

/** What of a row is asked for near its place, and what should stay where it is. */
async function answer(ctx: Ctx, { row, things, place }: Offered): Promise<{ bring: Bring[]; stays: string[] }> {
  const found = await findPlace(ctx.db, place.localityId ?? place.regionId)
  if (found === undefined) return { bring: [], stays: things.map(({ words }) => words) }
  const near = place.point === undefined ? found : { ...found, point: place.point }
  const offers = things.map(({ item, quantity, words }) => ({ kind: 'item' as const, item, quantity, words }))
  const bring: Bring[] = []
  const stays: string[] = []
  for (const one of await checkOffers(ctx, near, offers)) {
    const { words } = one.offer
    if (one.kind === 'not-now') stays.push(`${words} (${one.why})`)
    if (one.kind !== 'bring') continue
    const site = one.sites.find(({ quantity }) => quantity === one.quantity)
    if (site !== undefined) bring.push({ itemId: one.item.id, quantity: one.quantity, siteId: site.site.id })
    if (one.left > 0) stays.push(`${one.left} of ${words}`)
  }
  return { bring, stays: stays.map((words) => `line ${row.line}: ${words}`) }
}

const nothingAsked = ({ row }: Offered, stays: readonly string[]): RowReport =>
  reportCell(row, 'lines', 'something asked for near there now', stays.join('; ').replace(/^line \d+: /, ''))

async function foresee(ctx: Ctx, planned: readonly Planned[]): Promise<Outcome> {
  const outcome: Outcome = { reported: [], left: [] }
  for (const one of planned.filter(({ step }) => step === 'create')) {
    const { bring, stays } = await answer(ctx, one)
    if (bring.length === 0) outcome.reported.push(nothingAsked(one, stays))
    else outcome.left.push(...stays)
  }
  return outcome
}

const BATCH_ROWS = 50

async function write(ctx: Ctx, planned: readonly Planned[], options: ImportOptions): Promise<Outcome> {
  const todo = planned.filter(({ step }) => step !== 'leave')
  const importId = newPublicId()
  const outcome: Outcome = { reported: [], left: [] }
  let isWritten = false
  for (let start = 0; start < todo.length; start += BATCH_ROWS) {
    const done: (Planned & { readonly subjectId: string })[] = []
    // One after the other: what a row takes is no longer open to the next.
    for (const one of todo.slice(start, start + BATCH_ROWS)) {
      const subjectId = await promiseRow(ctx, one, options, outcome)
      if (subjectId !== undefined) done.push({ ...one, subjectId })
    }
    if (done.length > 0)
      await inCommand<null, never>(ctx, `import.goods.${start}`, async (tx) => {
        if (!isWritten) await insertImport(tx, 'goods', importId, todo.length, options)
        for (const { ref, hash, subjectId } of done)
          await rememberRow(tx, { kind: 'goods', source: options.source, ref, hash, importId, subjectId })
        const created = done.filter(({ step }) => step === 'create').length
        const body = { kind: 'goods' as const, created, updated: done.length - created, basis: options.basis }
        tx.append(
          tableImported.entry({ subjectId: importId, regionId: done[0]?.place.regionId ?? '', body, public: {} }),
        )
        return ok(null)
      })
    isWritten ||= done.length > 0
    options.onProgress(Math.min(start + BATCH_ROWS, todo.length), todo.length, 'written')
  }
  return outcome
}

async function promiseRow(
  ctx: Ctx,
  one: Planned,
  options: ImportOptions,
  outcome: Outcome,
): Promise<string | undefined> {
  if (one.giftId !== undefined && !(await withdrawGift(ctx, one.giftId)).ok) {
    outcome.reported.push(reportCell(one.row, 'ref', 'an offer of which something is still to come; it came, or ended'))
    return undefined
  }
  const { bring, stays } = await answer(ctx, one)
  if (bring.length === 0) {
    outcome.reported.push(nothingAsked(one, stays))
    return undefined
  }
  const idempotency = {
    scope: `import goods ${options.source}`,
    key: `${one.ref} ${one.hash.toString('hex')}`,
    requestHash: one.hash,
  }
  const promised = await promiseGift(
    { ...ctx, idempotency },
    {
      things: bring,
      regionId: one.place.regionId,
      point: one.place.point ?? { latitude: 0, longitude: 0 },
      organizationId: options.organizationId,
      comesFrom: null,
      until: one.until,
      contact: one.donor,
      consentHow: 'written',
    },
  )
  if (!promised.ok) {
    outcome.reported.push(reportCell(one.row, 'lines', 'something still open', promised.error.kind))
    return undefined
  }
  outcome.left.push(...stays)
  return promised.value.giftId
}
