import { basename } from 'node:path'
import type { TableFile } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import type { CommandContext, ExitCode } from '../command'
import { asImport } from './as-import'
import { importItems } from './import-items'
import { itemPart } from './item-mapping'
import type { Mapping } from './mapping'
import { progressOf } from './progress'
import type { ColumnMissing } from './read-rows'
import { fail, show } from './show-report'

/** `asar import items`: the catalogue of another organization. */
export async function runItems(
  context: CommandContext,
  file: string,
  table: TableFile,
  mapping: Mapping,
  values: { readonly apply: boolean; readonly 'all-or-nothing': boolean; readonly source?: string },
): Promise<ExitCode> {
  return context.withApp(async ({ system }) => {
    const done = await importItems(asImport(system), table, mapping.items ?? itemPart.parse({}), {
      file: basename(file),
      apply: values.apply,
      allOrNothing: values['all-or-nothing'],
      source: values.source ?? mapping.source ?? basename(file).replace(/\.\w+$/, ''),
      onProgress: progressOf(context),
    })
    if (!done.ok) return fail(context, sayError(file, table, done.error))
    const { report, leftOut } = done.value
    if (leftOut.length > 0)
      context.say(
        `Left out, as nothing takes them: ${leftOut.map((header) => shorten(header)).join(', ')}. Name them in a mapping (--mapping).`,
      )
    return show(context, report, values.apply)
  })
}

function sayError(file: string, table: TableFile, error: ColumnMissing): string {
  const header = table.header.map((name) => shorten(name)).join(', ')
  switch (error.kind) {
    case 'column-missing':
      return `The mapping expects a column "${error.column}"; ${file} has ${header}.`
    case 'columns-unknown':
      return `Expected columns such as ${error.known.join(', ')}; ${file} has ${header}. Name its columns in a mapping (--mapping).`
  }
}
