import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { TableFile } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import { type ImportPlacesError, importPlaces } from '../../places'
import { type CommandContext, type ExitCode, WrongCall } from '../command'
import { asImport } from './as-import'
import { progressOf } from './progress'
import { fail, show } from './show-report'

/** `asar import places`: the official register. */
export async function runPlaces(
  context: CommandContext,
  file: string,
  table: TableFile,
  values: { readonly apply: boolean; readonly 'all-or-nothing': boolean; readonly mapping?: string },
): Promise<ExitCode> {
  const columns = values.mapping === undefined ? undefined : await readColumns(values.mapping)
  return context.withApp(async ({ system }) => {
    const done = await importPlaces(asImport(system), table, {
      file: basename(file),
      apply: values.apply,
      allOrNothing: values['all-or-nothing'],
      ...(columns === undefined ? {} : { mapping: columns }),
      onProgress: progressOf(context),
    })
    return done.ok ? show(context, done.value, values.apply) : fail(context, sayError(file, done.error))
  })
}

function sayError(file: string, error: ImportPlacesError): string {
  switch (error.kind) {
    case 'country-missing':
      return `Expected ${error.code} to be set up here before its register is imported. Finish the set-up first.`
    case 'columns-missing': {
      const header = error.header.map((name) => shorten(name)).join(', ')
      return `Expected the register, with the columns ${error.columns.join(', ')}; ${file} has ${header}. Name its columns in a mapping (--mapping).`
    }
  }
}

async function readColumns(file: string): Promise<Readonly<Record<string, string>>> {
  const expected = `Expected {"columns": {"kato": "…", "name_kk": "…", "name_ru": "…"}} in ${file}.`
  let document: unknown
  try {
    document = JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new WrongCall(`${expected} ${cause instanceof Error ? cause.message : ''}`)
  }
  if (typeof document === 'object' && document !== null && 'columns' in document) {
    const { columns } = document
    if (typeof columns === 'object' && columns !== null)
      return Object.fromEntries(Object.entries(columns).map(([ours, theirs]) => [ours, String(theirs)]))
  }
  throw new WrongCall(expected)
}
