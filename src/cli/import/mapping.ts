import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { err, ok, type Result } from '../../kit/result'
import { foldValue } from './fold-value'
import { itemPart } from './item-mapping'
import type { ListKind } from './report'

/** What a column of an imported table may mean. */
export const fields = [
  'ref',
  'name',
  'phone',
  'email',
  'lang',
  'latitude',
  'longitude',
  'kato',
  'address',
  'offers',
  'lines',
  'quantity',
  'urgency',
  'neededBy',
  'home',
  'kind',
  'words',
  'site',
  'condition',
  'expires',
] as const

/** One of {@link fields}. */
export type Field = (typeof fields)[number]

const meaning = z.union([z.string(), z.array(z.string())])

const part = z.strictObject({
  /** Header of the file for each field. */
  columns: z.partialRecord(z.enum(fields), z.string()),
  /** Headers kept as words beside the row, though no field takes them. */
  keep: z.array(z.string()).default([]),
  /** Between several things in one cell. */
  separator: z.string().min(1).default(';'),
  /** What the words of a field mean: `competence:<id>`, `item:<id>`, `equipment:<id>`, `words`, or a code of the field. */
  values: z.partialRecord(z.enum(fields), z.record(z.string(), meaning)).default({}),
  /** Unit words of the file by a unit word Asar reads: `{"pkt": "kg"}`. */
  units: z.record(z.string(), z.string()).default({}),
  /** By when help is due where the file does not say, by urgency. */
  dueHours: z
    .partialRecord(z.enum(['immediate', 'expected', 'future', 'unknown']), z.number().positive().max(8760))
    .default({}),
})

const mapping = z.strictObject({
  name: z.string(),
  about: z.string().optional(),
  /** Names the list: rows with the same reference in the same source are one row, imported again. */
  source: z.string().optional(),
  /** ISO 3166-1 alpha-2; its places are loaded where they are missing. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** Region of rows that name no place. */
  region: z.string().optional(),
  /** IANA zone in which times without a zone are meant. */
  zone: z.string().optional(),
  lang: z.enum(['kk', 'ru', 'en']).optional(),
  /** Words that say nothing. */
  empty: z.array(z.string()).default([]),
  volunteers: part.optional(),
  needs: part.optional(),
  items: itemPart.optional(),
  goods: part.optional(),
  stock: part.optional(),
})

/** How the columns and words of someone's table are to be understood. */
export type Mapping = z.infer<typeof mapping>

/** Its part for one kind of table. */
export type MappingPart = z.infer<typeof part>

/** Nothing special: columns are recognised by their names. */
export const plainMapping: Mapping = { name: '', empty: [] }

const shipped = Object.values(
  import.meta.glob<unknown>('../../../mappings/*.json', { eager: true, import: 'default' }),
).map((document) => mapping.parse(document))

/**
 * The mapping of this name that is kept in the project, else the one in this file.
 * The error is a sentence for the person at the terminal.
 */
export async function loadMapping(nameOrFile: string): Promise<Result<Mapping, string>> {
  const kept = shipped.find(({ name }) => nameOrFile === name || nameOrFile.replace(/^.*\/|\.json$/g, '') === name)
  const text = await readFile(nameOrFile, 'utf8').catch(() => undefined)
  if (text === undefined) {
    if (kept !== undefined) return ok(kept)
    return err(`Expected a mapping file, or one of ${shipped.map(({ name }) => name).join(', ')}; got ${nameOrFile}.`)
  }
  try {
    const parsed = mapping.safeParse(JSON.parse(text))
    if (parsed.success) return ok(parsed.data)
    const [issue] = parsed.error.issues
    return err(`The mapping ${nameOrFile} is not understood: ${issue?.path.join('.')}: ${issue?.message}.`)
  } catch {
    return err(`The mapping ${nameOrFile} is not JSON.`)
  }
}

/** The kept mapping whose columns this header has, if there is exactly one. */
export function recognizeMapping(kind: ListKind | 'items', header: readonly string[]): Mapping | undefined {
  const names = new Set(header.map(foldValue))
  const fitting = shipped.filter((one) => {
    const own = one[kind]
    if (own === undefined) return false
    return [...Object.values(own.columns), ...('keep' in own ? own.keep : [])].every((column) =>
      names.has(foldValue(column)),
    )
  })
  return fitting.length === 1 ? fitting[0] : undefined
}
