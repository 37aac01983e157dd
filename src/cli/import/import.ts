import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { isId } from '../../kit/ids'
import type { Result } from '../../kit/result'
import { loadTableFile, type TableFile, type TableFileError } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import { lawfulBases } from '../../people'
import type { Ctx } from '../../platform'
import { type CliCommand, type CommandContext, type ExitCode, WrongCall } from '../command'
import { asImport } from './as-import'
import { handOver, type Way } from './hand-over'
import { importGoods } from './import-goods'
import { importNeeds, type NeedsImported } from './import-needs'
import { importStock, type StockImported } from './import-stock'
import { importVolunteers, type VolunteersImported } from './import-volunteers'
import { loadMapping, type Mapping, plainMapping, recognizeMapping } from './mapping'
import { progressOf } from './progress'
import type { ColumnMissing } from './read-rows'
import { type ImportOptions, type ListKind, listKinds } from './report'
import { runItems } from './run-items'
import { runOutlines } from './run-outlines'
import { runPlaces } from './run-places'
import { fail, show } from './show-report'

const kinds = ['places', 'outlines', 'items', ...listKinds] as const

/** `asar import`: somebody's table, as a dry run unless told to apply it. */
export const importCommand: CliCommand = {
  name: 'import',
  usage: `import places|outlines|volunteers|needs|goods|stock|items FILE [--mapping F] [--apply --owner WHO --basis ${lawfulBases.join('|')}] [--all-or-nothing] [--source NAME] [--organization ID] [--links FILE] [--send] [--credit WORDS] [--code-property NAME] [--json]`,
  summary: 'Reads a CSV or XLSX file (outlines: GeoJSON) and says what it would do; does it with --apply.',
  run: async (context) => {
    const { values, positionals } = parseArgs({
      args: [...context.words],
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        apply: { type: 'boolean', default: false },
        'all-or-nothing': { type: 'boolean', default: false },
        owner: { type: 'string' },
        basis: { type: 'string' },
        source: { type: 'string' },
        organization: { type: 'string' },
        links: { type: 'string' },
        send: { type: 'boolean', default: false },
        credit: { type: 'string' },
        'code-property': { type: 'string' },
      },
    })
    const [kindWord, file, ...more] = positionals
    const kind = kinds.find((one) => one === kindWord)
    if (kind === undefined)
      throw new WrongCall(
        `Expected places, outlines, volunteers, needs, goods, stock or items; got ${kindWord ?? 'nothing'}.`,
      )
    if (file === undefined || more.length > 0) throw new WrongCall('Expected one file.')
    if (kind === 'outlines') return runOutlines(context, file, values)
    const { basis, owner, organization, links, send } = values
    if (send && (kind !== 'volunteers' || !values.apply))
      throw new WrongCall('Invitations are sent with --send where a list of volunteers is applied: add --apply.')
    if (basis !== undefined && !lawfulBases.some((one) => one === basis))
      throw new WrongCall(`Expected --basis ${lawfulBases.join(', ')}; got ${basis}.`)
    if (
      kind !== 'places' &&
      kind !== 'items' &&
      values.apply &&
      (owner === undefined || owner.trim() === '' || basis === undefined)
    )
      throw new WrongCall('A list is applied only with --owner (who keeps it) and --basis (why it may be brought in).')
    if (organization !== undefined && !isId(organization))
      throw new WrongCall(`Expected an id after --organization, got ${organization}.`)
    if (kind === 'stock' && organization === undefined)
      throw new WrongCall('Stock lies at the sites of an organization: name it with --organization ID.')
    const table = await loadTableFile(file)
    if (!table.ok) return fail(context, sayTableError(file, table.error))
    if (kind === 'places') return runPlaces(context, file, table.value, values)
    const mapping = await chooseMapping(context, kind, table.value, values.mapping)
    if (mapping === undefined) return 2
    if (kind === 'items') return runItems(context, file, table.value, mapping, values)
    const options: ImportOptions = {
      file: basename(file),
      apply: values.apply,
      allOrNothing: values['all-or-nothing'],
      owner: owner?.trim().slice(0, 200) ?? '',
      basis: basis ?? 'consent',
      organizationId: organization ?? null,
      source: values.source ?? mapping.source ?? owner?.trim() ?? basename(file),
      lang: mapping.lang ?? context.config.locale,
      onProgress: progressOf(context),
    }
    return context.withApp(({ system }) =>
      runList(context, asImport(system), kind, table.value, mapping, options, { links, send }),
    )
  },
}

type ListError = ColumnMissing | { readonly kind: 'place-unknown'; readonly words: string }

async function runList(
  context: CommandContext,
  ctx: Ctx,
  kind: ListKind,
  table: TableFile,
  mapping: Mapping,
  options: ImportOptions,
  way: Way,
): Promise<ExitCode> {
  if (way.send && ctx.ports.email === undefined && ctx.ports.sms === undefined)
    return fail(
      context,
      'Nothing was applied: --send needs a mail server or an SMS gateway in the configuration, and there is none.',
    )
  const done = await importList(ctx, kind, table, mapping, options)
  if (!done.ok) {
    return fail(context, sayListError(options.file, table, done.error))
  }
  const { report, leftOut } = done.value
  if (leftOut.length > 0)
    context.say(
      `Left out, as nothing takes them: ${leftOut.map((header) => shorten(header)).join(', ')}. Name them in a mapping (--mapping).`,
    )
  for (const words of done.value.left ?? []) context.say(`Better kept for now, ${words}.`)
  await handOver(context, ctx, done.value, way)
  return show(context, report, options.apply)
}

type ListImported = (NeedsImported | VolunteersImported | StockImported) & { readonly left?: readonly string[] }

function importList(
  ctx: Ctx,
  kind: ListKind,
  table: TableFile,
  mapping: Mapping,
  options: ImportOptions,
): Promise<Result<ListImported, ListError>> {
  switch (kind) {
    case 'volunteers':
      return importVolunteers(ctx, table, mapping, options)
    case 'needs':
      return importNeeds(ctx, table, mapping, options)
    case 'goods':
      return importGoods(ctx, table, mapping, options)
    case 'stock':
      return importStock(ctx, table, mapping, { ...options, organizationId: options.organizationId ?? '' })
  }
}

function sayListError(file: string, table: TableFile, error: ListError): string {
  const header = table.header.map((name) => shorten(name)).join(', ')
  switch (error.kind) {
    case 'place-unknown':
      return error.words
    case 'column-missing':
      return `The mapping expects a column "${error.column}"; ${file} has ${header}.`
    case 'columns-unknown':
      return `Expected columns such as ${error.known.join(', ')}; ${file} has ${header}. Name its columns in a mapping (--mapping).`
  }
}

async function chooseMapping(
  context: CommandContext,
  kind: ListKind | 'items',
  table: TableFile,
  named: string | undefined,
): Promise<Mapping | undefined> {
  if (named !== undefined) {
    const loaded = await loadMapping(named)
    if (loaded.ok) return loaded.value
    context.say(loaded.error)
    return undefined
  }
  const known = recognizeMapping(kind, table.header)
  if (known !== undefined) context.say(`Read with the mapping ${known.name}, whose columns these are.`)
  return known ?? plainMapping
}

function sayTableError(file: string, error: TableFileError): string {
  switch (error.kind) {
    case 'file-empty':
      return `Expected a table with a header in ${file}, but it is empty.`
    case 'file-unreadable':
      return `${file} cannot be read: ${error.detail}.`
    case 'file-too-large':
      return `${file} is larger than ${Math.round(error.bytesMax / 1_048_576)} MB, unpacked or as it is. Split it.`
    case 'rows-too-many':
      return `Expected at most ${error.rowsMax} rows in ${file}. Split it.`
    case 'columns-too-many':
      return `Expected at most ${error.columnsMax} columns in ${file}.`
    case 'header-repeated':
      return `Expected each column of ${file} once, but "${error.column}" is there twice.`
    case 'quote-not-closed':
      return `A quotation mark opened in line ${error.line} of ${file} is never closed.`
  }
}
