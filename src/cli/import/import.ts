import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { isId } from '../../kit/ids'
import { loadTableFile, type TableFile, type TableFileError } from '../../kit/table-file'
import { importPlaces } from '../../places'
import type { Ctx } from '../../platform'
import { type CliCommand, type CommandContext, type ExitCode, WrongCall } from '../command'
import { asImport } from './as-import'
import { importNeeds } from './import-needs'
import { importVolunteers } from './import-volunteers'
import { loadMapping, type Mapping, plainMapping, recognizeMapping } from './mapping'
import type { ImportOptions } from './report'
import { runOutlines } from './run-outlines'
import { fail, show } from './show-report'

const kinds = ['places', 'outlines', 'volunteers', 'needs'] as const

/** Why someone's list may be brought in, as the law on personal data names the grounds. */
export const bases = ['consent', 'contract', 'law', 'vital-interest', 'public-task'] as const

/** `asar import`: somebody's table, as a dry run unless told to apply it. */
export const importCommand: CliCommand = {
  name: 'import',
  usage: `import places|outlines|volunteers|needs FILE [--mapping F] [--apply --owner WHO --basis ${bases.join('|')}] [--all-or-nothing] [--source NAME] [--organization ID] [--links FILE] [--credit WORDS] [--code-property NAME] [--json]`,
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
        credit: { type: 'string' },
        'code-property': { type: 'string' },
      },
    })
    const [kindWord, file, ...more] = positionals
    const kind = kinds.find((one) => one === kindWord)
    if (kind === undefined)
      throw new WrongCall(`Expected places, outlines, volunteers or needs; got ${kindWord ?? 'nothing'}.`)
    if (file === undefined || more.length > 0) throw new WrongCall('Expected one file.')
    if (kind === 'outlines') return runOutlines(context, file, values)
    const { basis, owner, organization, links } = values
    if (basis !== undefined && !bases.some((one) => one === basis))
      throw new WrongCall(`Expected --basis ${bases.join(', ')}; got ${basis}.`)
    if (kind !== 'places' && values.apply && (owner === undefined || owner.trim() === '' || basis === undefined))
      throw new WrongCall(
        'A list of people is applied only with --owner (who keeps it) and --basis (why it may be brought in).',
      )
    if (organization !== undefined && !isId(organization))
      throw new WrongCall(`Expected an id after --organization, got ${organization}.`)
    const table = await loadTableFile(file)
    if (!table.ok) return fail(context, sayTableError(file, table.error))
    if (kind === 'places') return runPlaces(context, file, table.value, values)
    const mapping = await chooseMapping(context, kind, table.value, values.mapping)
    if (mapping === undefined) return 2
    const options: ImportOptions = {
      file: basename(file),
      apply: values.apply,
      allOrNothing: values['all-or-nothing'],
      owner: owner?.trim().slice(0, 200) ?? '',
      basis: basis ?? 'consent',
      organizationId: organization ?? null,
      source: values.source ?? mapping.source ?? owner?.trim() ?? basename(file),
      lang: mapping.lang ?? context.config.locale,
      onProgress: (done, total) => context.say(`${done} of ${total} rows`),
    }
    return context.withApp(({ system }) =>
      runList(context, asImport(system), kind, table.value, mapping, options, links),
    )
  },
}

async function runList(
  context: CommandContext,
  ctx: Ctx,
  kind: 'volunteers' | 'needs',
  table: TableFile,
  mapping: Mapping,
  options: ImportOptions,
  links: string | undefined,
): Promise<ExitCode> {
  const done =
    kind === 'volunteers'
      ? await importVolunteers(ctx, table, mapping, options)
      : await importNeeds(ctx, table, mapping, options)
  if (!done.ok) {
    const { error } = done
    return fail(
      context,
      error.kind === 'place-unknown'
        ? error.words
        : `The mapping expects a column "${error.column}"; the file has ${table.header.join(', ')}.`,
    )
  }
  const { report, leftOut } = done.value
  if (leftOut.length > 0)
    context.say(`Left out, as nothing takes them: ${leftOut.join(', ')}. Name them in a mapping (--mapping).`)
  if (done.value.invited.length > 0) await handOver(context, ctx, done.value.invited, links)
  return show(context, report, options.apply)
}

async function handOver(
  { say }: CommandContext,
  ctx: Ctx,
  invited: readonly { readonly ref: string; readonly secret: string }[],
  links: string | undefined,
): Promise<void> {
  if (links === undefined) {
    say(
      'Their links were not kept: import with --links FILE to send them yourself. Whoever signs in with their contact accepts too.',
    )
    return
  }
  const lines = invited.map(({ ref, secret }) => `${JSON.stringify(ref)},${ctx.config.url}/invitation/${secret}`)
  await writeFile(links, `ref,link\n${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx' })
  say(
    `${invited.length} links are in ${links}: each opens one person's invitation for 30 days, so send each to that person alone.`,
  )
}

async function runPlaces(
  context: CommandContext,
  file: string,
  table: TableFile,
  values: { apply: boolean; 'all-or-nothing': boolean; mapping?: string },
): Promise<ExitCode> {
  const columns = values.mapping === undefined ? undefined : await readColumns(values.mapping)
  return context.withApp(async ({ system }) => {
    const done = await importPlaces(asImport(system), table, {
      file: basename(file),
      apply: values.apply,
      allOrNothing: values['all-or-nothing'],
      ...(columns === undefined ? {} : { mapping: columns }),
      onProgress: (count, total) => context.say(`${count} of ${total} rows`),
    })
    if (done.ok) return show(context, done.value, values.apply)
    const { error } = done
    return fail(
      context,
      error.kind === 'country-missing'
        ? `Expected ${error.code} to be set up here before its register is imported. Finish the set-up first.`
        : `This is not the register: ${JSON.stringify(error)}.`,
    )
  })
}

async function readColumns(file: string): Promise<Readonly<Record<string, string>>> {
  const document: unknown = JSON.parse(await readFile(file, 'utf8'))
  if (typeof document === 'object' && document !== null && 'columns' in document) {
    const { columns } = document
    if (typeof columns === 'object' && columns !== null)
      return Object.fromEntries(Object.entries(columns).map(([ours, theirs]) => [ours, String(theirs)]))
  }
  throw new WrongCall(`Expected {"columns": {"kato": "…", "name_kk": "…", "name_ru": "…"}} in ${file}.`)
}

async function chooseMapping(
  context: CommandContext,
  kind: 'volunteers' | 'needs',
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
