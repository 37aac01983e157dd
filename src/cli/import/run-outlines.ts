import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ImportOutlinesError, importOutlines } from '../../places'
import type { CommandContext, ExitCode } from '../command'
import { asImport } from './as-import'
import { fail, show } from './show-report'

const BYTES_MAX = 64 * 1024 * 1024
const MISSING_NAMED = 10

/** `asar import outlines`: a GeoJSON file of region outlines. */
export async function runOutlines(
  context: CommandContext,
  file: string,
  values: {
    readonly apply: boolean
    readonly 'all-or-nothing': boolean
    readonly credit?: string
    readonly 'code-property'?: string
  },
): Promise<ExitCode> {
  const text = await readText(file)
  if (typeof text !== 'string') return fail(context, text.reason)
  return context.withApp(async ({ system }) => {
    const done = await importOutlines(asImport(system), text, {
      file: basename(file),
      apply: values.apply,
      allOrNothing: values['all-or-nothing'],
      codeProperty: values['code-property'],
      credit: values.credit,
    })
    if (!done.ok) return fail(context, sayError(file, done.error))
    const { report, credit, missing } = done.value
    context.say(
      credit === undefined
        ? 'The file does not say whom to credit: apply it with --credit "© …, licence", which will stand under every map.'
        : `Credited under every map: ${credit}`,
    )
    if (missing.length > 0) {
      const more = missing.length > MISSING_NAMED ? ` and ${missing.length - MISSING_NAMED} more` : ''
      context.say(`Without an outline stay: ${missing.slice(0, MISSING_NAMED).join(', ')}${more}.`)
    }
    return show(context, report, values.apply)
  })
}

async function readText(file: string): Promise<string | { readonly reason: string }> {
  try {
    const { size } = await stat(file)
    if (size > BYTES_MAX) {
      return { reason: `${file} is larger than ${BYTES_MAX / 1_048_576} MB. Simplify it, or split it by country.` }
    }
    const bytes = await readFile(file)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    if (cause instanceof TypeError) return { reason: `${file} cannot be read: expected GeoJSON in UTF-8.` }
    return { reason: `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.` }
  }
}

function sayError(file: string, error: ImportOutlinesError): string {
  switch (error.kind) {
    case 'not-json':
      return `Expected GeoJSON in ${file}: ${error.detail}.`
    case 'not-a-feature-collection':
      return `Expected a GeoJSON FeatureCollection in ${file}, got ${error.got}.`
    case 'features-too-many':
      return `Expected at most ${error.featuresMax} features in ${file}. Split it.`
    case 'positions-too-many':
      return `Expected at most ${error.positionsMax} positions in ${file}. Simplify it.`
    case 'country-missing':
      return 'Expected a country to be set up here before its outlines are imported. Finish the set-up first.'
    case 'credit-missing':
      return 'Expected --credit "© …, licence": the file does not say whom to credit under the maps.'
    case 'credit-too-long':
      return `Expected a credit of at most ${error.charactersMax} characters.`
  }
}
