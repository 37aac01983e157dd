import { newPublicId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import type { RowReport, TableFile } from '../../kit/table-file'
import { allowedFrom, raiseNeed } from '../../needs'
import { type Ctx, inCommand } from '../../platform'
import { tableImported } from '../entries'
import { changeNeed } from './change-need'
import { insertImport } from './import-volunteers'
import { findKnownRows, openDigests, rememberRow } from './imported-rows'
import type { Mapping } from './mapping'
import { type NeedRow, parseNeed } from './parse-need'
import { preparePlaces, type RowPlace } from './place-of-row'
import { type ColumnMissing, partOf, readRows } from './read-rows'
import { type ImportOptions, type ImportReport, reportOf } from './report'

/** What an import of requests did. `leftOut` names columns nobody took. */
export type NeedsImported = {
  readonly report: ImportReport
  readonly invited: readonly never[]
  readonly openIds: readonly never[]
  readonly leftOut: readonly string[]
}

type Step = 'create' | 'update' | 'leave'
type Planned = {
  readonly row: NeedRow
  readonly place: RowPlace
  readonly neededBy: Temporal.Instant
  readonly ref: string
  readonly hash: Buffer
  readonly step: Step
  readonly needId: string | undefined
}

/** Brings in somebody's list of requests: each is raised for triage as if it had come by any other door, which is named `import`. */
export async function importNeeds(
  ctx: Ctx,
  table: TableFile,
  mapping: Mapping,
  options: ImportOptions,
): Promise<Result<NeedsImported, ColumnMissing | { readonly kind: 'place-unknown'; readonly words: string }>> {
  const read = readRows(table, 'needs', mapping)
  if ('kind' in read) return { ok: false, error: read }
  const placer = await preparePlaces(ctx, mapping, options.apply)
  if (!placer.ok) return { ok: false, error: { kind: 'place-unknown', words: placer.error } }
  const part = partOf(mapping, 'needs')
  const reported: RowReport[] = [...table.reported]
  const digests = await openDigests(ctx.db, options.apply)
  const now = ctx.clock.now()
  const seen = new Map<string, number>()
  const located: Omit<Planned, 'step' | 'needId'>[] = []
  for (const [index, one] of read.rows.entries()) {
    options.onProgress(index, read.rows.length, 'read')
    const row = parseNeed(one, part, mapping.zone ?? 'Asia/Almaty')
    if ('got' in row) {
      reported.push(row)
      continue
    }
    const ref = digests.refOf(row.ref, [
      row.name,
      row.contact?.value ?? '',
      row.address,
      JSON.stringify([row.point, row.lines, row.words]),
    ])
    const earlier = seen.get(ref)
    if (earlier !== undefined) {
      reported.push({
        line: row.line,
        column: one.column('ref'),
        expected: `another reference than line ${earlier}`,
        got: row.ref,
      })
      continue
    }
    const neededBy = 'at' in row.due ? row.due.at : now.add({ minutes: Math.round(row.due.hours * 60) })
    if (Temporal.Instant.compare(neededBy, now) <= 0) {
      reported.push({
        line: row.line,
        column: one.column('neededBy'),
        expected: 'a moment still to come',
        got: one.get('neededBy'),
      })
      continue
    }
    const place = await placer.value(row)
    if ('got' in place) {
      reported.push(place)
      continue
    }
    seen.set(ref, row.line)
    const { line: _line, due, ...said } = row
    const hash = digests.hashOf({ ...said, due: 'at' in due ? due.at.toString() : due.hours })
    located.push({ row, place, neededBy, ref, hash })
  }
  const known = await findKnownRows(
    ctx.db,
    'needs',
    options.source,
    located.map(({ ref }) => ref),
  )
  const changeable = await findChangeable(
    ctx,
    [...known.values()].map(({ subjectId }) => subjectId),
  )
  const planned: Planned[] = []
  for (const one of located) {
    const before = known.get(one.ref)
    const isChanged = before !== undefined && !before.hash.equals(one.hash)
    if (isChanged && !changeable.has(before.subjectId)) reported.push(answered(one.row))
    else
      planned.push({
        ...one,
        step: before === undefined ? 'create' : isChanged ? 'update' : 'leave',
        needId: before?.subjectId,
      })
  }
  const applied = options.apply && !(options.allOrNothing && reported.length > 0)
  const failed = applied ? await write(ctx, mapping, planned, options) : []
  const count = (step: Step) => planned.filter((one) => one.step === step && !failed.includes(one.row)).length
  const counts = { created: count('create'), updated: count('update'), unchanged: count('leave') }
  const report = reportOf('needs', options, applied, counts, [...reported, ...failed.map(answered)])
  return ok({ report, invited: [], openIds: [], leftOut: read.leftOut })
}

const answered = ({ line, ref }: NeedRow): RowReport => ({
  line,
  column: 'ref',
  expected: 'a request nobody has answered yet; correct this one by hand',
  got: ref,
})

async function findChangeable(ctx: Ctx, needIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (needIds.length === 0) return new Set()
  // Bounded by: the needs the file names.
  const rows = await ctx.db
    .selectFrom('needs')
    .select('id')
    .where('id', 'in', needIds)
    .where('state', 'in', allowedFrom.correct)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

const BATCH_ROWS = 50

/** @returns rows that could not be changed, as people have acted on them meanwhile */
async function write(
  ctx: Ctx,
  mapping: Mapping,
  planned: readonly Planned[],
  options: ImportOptions,
): Promise<readonly NeedRow[]> {
  const todo = planned.filter(({ step }) => step !== 'leave')
  const importId = newPublicId()
  const failed: NeedRow[] = []
  for (let start = 0; start < todo.length; start += BATCH_ROWS) {
    const done: (Planned & { readonly subjectId: string })[] = []
    // One after the other, so that their numbers follow the list.
    for (const one of todo.slice(start, start + BATCH_ROWS)) {
      if (one.needId === undefined) done.push({ ...one, subjectId: await raise(ctx, mapping, one, options) })
      else if ((await changeNeed(ctx, one.needId, one.row)) === undefined) done.push({ ...one, subjectId: one.needId })
      else failed.push(one.row)
    }
    await inCommand<null, never>(ctx, `import.needs.${start}`, async (tx) => {
      if (start === 0) await insertImport(tx, 'needs', importId, todo.length, options)
      for (const { ref, hash, subjectId } of done)
        await rememberRow(tx, { kind: 'needs', source: options.source, ref, hash, importId, subjectId })
      const created = done.filter(({ step }) => step === 'create').length
      const body = { kind: 'needs' as const, created, updated: done.length - created, basis: options.basis }
      const regionId = todo[0]?.place.regionId ?? ''
      tx.append(tableImported.entry({ subjectId: importId, regionId, body, public: {} }))
      return ok(null)
    })
    options.onProgress(Math.min(start + BATCH_ROWS, todo.length), todo.length, 'written')
  }
  return failed
}

async function raise(
  ctx: Ctx,
  mapping: Mapping,
  { row, place, neededBy, ref, hash }: Planned,
  options: ImportOptions,
): Promise<string> {
  // The key makes a run that was cut off find what it raised already, before the row is remembered.
  const idempotency = {
    scope: `import needs ${options.source}`,
    key: `${ref} ${hash.toString('hex')}`,
    requestHash: hash,
  }
  const raised = await raiseNeed(
    { ...ctx, idempotency },
    {
      kind: row.kind,
      lines: row.lines,
      words: row.words,
      place: { ...place, address: row.address, atHome: row.atHome },
      neededBy,
      urgency: row.urgency,
      vulnerability: [],
      name: row.name,
      contact: row.contact ?? { kind: 'none', value: '' },
      callSafe: false,
      textSafe: false,
      lang: row.lang ?? mapping.lang ?? options.lang,
    },
  )
  if (!raised.ok) throw new Error('a need that was understood could not be raised')
  return raised.value.needId
}
