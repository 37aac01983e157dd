import { newPublicId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import type { RowReport, TableFile } from '../../kit/table-file'
import { changeInvited, invitePerson, listPeopleByContact } from '../../people'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { keepOffer } from '../../volunteers'
import { tableImported } from '../entries'
import { findKnownRows, openDigests, rememberRow } from './imported-rows'
import type { Mapping } from './mapping'
import { parseVolunteer, type VolunteerRow } from './parse-volunteer'
import { preparePlaces, type RowPlace } from './place-of-row'
import { type ColumnMissing, partOf, readRows } from './read-rows'
import { type ImportOptions, type ImportReport, type ListKind, reportOf } from './report'

/** A person invited by an import, and the secret on which they answer: `/invitation/<secret>`. Shown once. */
export type Invited = { readonly ref: string; readonly personId: string; readonly secret: string }

/** What an import of volunteers did. `leftOut` names columns nobody took. */
export type VolunteersImported = {
  readonly report: ImportReport
  readonly invited: readonly Invited[]
  /** Everyone of the file whose invitation may still be open, invited now or before. */
  readonly openIds: readonly string[]
  readonly leftOut: readonly string[]
}

type Step = 'create' | 'update' | 'leave'
type Planned = {
  readonly row: VolunteerRow
  readonly place: RowPlace
  readonly ref: string
  readonly hash: Buffer
  readonly step: Step
  readonly personId: string | undefined
}

const BATCH_ROWS = 100

/**
 * Brings in somebody's list of volunteers: each becomes an invitation, who is not counted, planned or asked until they say yes themselves.
 * Imported again, only invitations not yet answered change; how others answered is not told.
 */
export async function importVolunteers(
  ctx: Ctx,
  table: TableFile,
  mapping: Mapping,
  options: ImportOptions,
): Promise<Result<VolunteersImported, ColumnMissing | { readonly kind: 'place-unknown'; readonly words: string }>> {
  const read = readRows(table, 'volunteers', mapping)
  if ('kind' in read) return { ok: false, error: read }
  const placer = await preparePlaces(ctx, mapping, options.apply)
  if (!placer.ok) return { ok: false, error: { kind: 'place-unknown', words: placer.error } }
  const part = partOf(mapping, 'volunteers')
  const reported: RowReport[] = [...table.reported]
  const digests = await openDigests(ctx.db, options.apply)
  const seen = new Map<string, number>()
  const located: { row: VolunteerRow; place: RowPlace; ref: string; hash: Buffer }[] = []
  for (const [index, one] of read.rows.entries()) {
    options.onProgress(index, read.rows.length, 'read')
    const row = parseVolunteer(one, part)
    if ('got' in row) {
      reported.push(row)
      continue
    }
    const { line, point, ...said } = row
    const ref = digests.refOf(row.ref, [
      row.name,
      ...row.contacts.map(({ value }) => value),
      JSON.stringify(point ?? null),
    ])
    const earlier = seen.get(ref)
    if (earlier !== undefined) {
      reported.push({
        line,
        column: one.column('ref'),
        expected: `another reference than line ${earlier}`,
        got: row.ref || row.name,
      })
      continue
    }
    const place = await placer.value(row)
    if ('got' in place) {
      reported.push(place)
      continue
    }
    seen.set(ref, line)
    located.push({ row, place, ref, hash: digests.hashOf({ ...said, point: point ?? null }) })
  }
  const planned = await plan(ctx, options.source, located)
  const applied = options.apply && !(options.allOrNothing && reported.length > 0)
  const invited = applied ? await write(ctx, mapping, planned, options) : []
  const count = (step: Step) => planned.filter((one) => one.step === step).length
  const counts = { created: count('create'), updated: count('update'), unchanged: count('leave') }
  const report = reportOf('volunteers', options, applied, counts, reported)
  const before = planned.flatMap(({ personId }) => (personId === undefined ? [] : [personId]))
  const openIds = applied ? [...before, ...invited.map(({ personId }) => personId)] : []
  return ok({ report, invited, openIds, leftOut: read.leftOut })
}

async function plan(ctx: Ctx, source: string, rows: readonly Omit<Planned, 'step' | 'personId'>[]): Promise<Planned[]> {
  const known = await findKnownRows(
    ctx.db,
    'volunteers',
    source,
    rows.map(({ ref }) => ref),
  )
  const changed = rows.flatMap((one) => {
    const before = known.get(one.ref)
    return before === undefined || before.hash.equals(one.hash) ? [] : [before.subjectId]
  })
  // Bounded by: the people the file names.
  const waiting =
    changed.length === 0
      ? []
      : await ctx.db
          .selectFrom('people')
          .select('id')
          .where('id', 'in', changed)
          .where('state', '=', 'invited')
          .execute()
  const open = new Set(waiting.map(({ id }) => id))
  return Promise.all(
    rows.map(async (one): Promise<Planned> => {
      const before = known.get(one.ref)
      if (before !== undefined) {
        const isOpen = !before.hash.equals(one.hash) && open.has(before.subjectId)
        return { ...one, step: isOpen ? 'update' : 'leave', personId: before.subjectId }
      }
      // Whoever is here already, under the same name and contact, is not invited a second time.
      const here = await findHere(ctx, one.row)
      return { ...one, step: here === undefined ? 'create' : 'leave', personId: here }
    }),
  )
}

async function findHere(ctx: Ctx, row: VolunteerRow): Promise<string | undefined> {
  for (const contact of row.contacts) {
    const same = (await listPeopleByContact(ctx.db, contact)).find(
      (person) => person.name?.toLowerCase() === row.name.toLowerCase() && person.state === 'active',
    )
    if (same !== undefined) return same.id
  }
  return undefined
}

async function write(
  ctx: Ctx,
  mapping: Mapping,
  planned: readonly Planned[],
  options: ImportOptions,
): Promise<Invited[]> {
  const todo = planned.filter(({ step }) => step !== 'leave')
  const importId = newPublicId()
  const invited: Invited[] = []
  for (let start = 0; start < todo.length; start += BATCH_ROWS) {
    const batch = todo.slice(start, start + BATCH_ROWS)
    const outcome = await inCommand<Invited[], never>(ctx, `import.volunteers.${start}`, async (tx) => {
      if (start === 0) await insertImport(tx, 'volunteers', importId, todo.length, options)
      const made: Invited[] = []
      for (const one of batch) made.push(...(await writeRow(tx, mapping, one, importId, options)))
      const body = {
        kind: 'volunteers' as const,
        created: made.length,
        updated: batch.length - made.length,
        basis: options.basis,
      }
      const regionId = batch[0]?.place.regionId ?? ''
      tx.append(tableImported.entry({ subjectId: importId, regionId, body, public: {} }))
      return ok(made)
    })
    if (outcome.ok) invited.push(...outcome.value)
    options.onProgress(Math.min(start + BATCH_ROWS, todo.length), todo.length, 'written')
  }
  return invited
}

/** Writes down an import: whose list, on what lawful basis. A step of a command. */
export async function insertImport(
  tx: Tx,
  kind: ListKind,
  importId: string,
  rows: number,
  options: ImportOptions,
): Promise<void> {
  await tx.db
    .insertInto('imports')
    .values({
      id: importId,
      kind,
      owner: options.owner,
      lawful_basis: options.basis,
      organization_id: options.organizationId,
      imported_at: tx.now,
      rows,
    })
    .execute()
}

async function writeRow(
  tx: Tx,
  mapping: Mapping,
  { row, place, ref, hash, step, personId }: Planned,
  importId: string,
  options: ImportOptions,
): Promise<Invited[]> {
  const lang = row.lang ?? mapping.lang ?? options.lang
  const who = { name: row.name, lang, regionId: place.regionId, localityId: place.localityId, zone: place.zone }
  const offer = { ...row, point: place.point }
  const remember = (subjectId: string) =>
    rememberRow(tx, { kind: 'volunteers', source: options.source, ref, hash, importId, subjectId })
  if (step === 'update' && personId !== undefined) {
    if (await changeInvited(tx, personId, { ...who, contacts: row.contacts })) {
      await keepOffer(tx, personId, importId, offer)
      await remember(personId)
    }
    return []
  }
  const { personId: id, secret } = await invitePerson(tx, {
    ...who,
    cameBy: 'import',
    contacts: row.contacts.map((contact) => ({ ...contact, verified: false })),
    invitation: {
      inviter: options.owner,
      inviterKind: 'list',
      organizationId: options.organizationId,
      batch: importId,
      lawfulBasis: options.basis,
    },
  })
  await keepOffer(tx, id, importId, offer)
  await remember(id)
  return [{ ref: row.ref || row.name, personId: id, secret }]
}
