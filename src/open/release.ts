import { createHash } from 'node:crypto'
import { LICENCE } from './licence'
import type { Rows } from './table'
import { isTableName, type TableName, tables } from './tables'
import { type Form, formList, forms } from './write-part'

/** Positions of the journal in one part of a parted table: few enough to be made in a moment. */
export const POSITIONS_IN_PART = 10_000

/** A file of a release: its name, and the fingerprint of what it holds. */
export type FileLine = { readonly name: string; readonly bytes: number; readonly sha256: string }

/** Everything public as of one position of the journal, dated and never changed again. */
export type Release = {
  /** Its day, and a number from the second of a day on: `2026-11-28`, `2026-11-28-2`. */
  readonly id: string
  readonly subjectId: string
  readonly day: string
  readonly asOf: number
  readonly at: Temporal.Instant
  readonly files: readonly FileLine[]
}

/** What a release keeps of the moment it was made: small tables, numbers that open to their entries, texts. */
export type Kept = {
  readonly rows: Readonly<Partial<Record<TableName, Rows>>>
  readonly opened: readonly string[]
  readonly texts: Readonly<Record<string, string>>
}

/** Fingerprint of a file. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The list of a release's files, whose fingerprint is sealed in the log. */
export const writeManifest = ({ id, day, asOf, files }: Omit<Release, 'at' | 'subjectId'>): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    `${JSON.stringify(
      {
        release: id,
        day,
        asOf,
        licence: LICENCE,
        files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
      },
      null,
      1,
    )}\n`,
  )

/** Name of a file of a table; `part` counts from 1. */
export const fileName = (table: TableName, form: Form, part?: number): string =>
  `${table}${part === undefined ? '' : `-${String(part).padStart(5, '0')}`}.${form}`

/** What the name of a table's file says, or undefined. */
export function parseFileName(name: string): { table: TableName; part: number | undefined; form: Form } | undefined {
  const [, table = '', part, form = ''] = /^([a-z]+)(?:-(\d{5,7}))?\.(csv|json|parquet)$/.exec(name) ?? []
  if (!isTableName(table) || !(form in forms) || (part !== undefined) !== tables[table].isParted) return undefined
  return { table, part: part === undefined ? undefined : Number(part), form: form as Form }
}

/** Names of all files of tables as of a position, parts in order. */
export const tableFiles = (asOf: number): string[] =>
  (Object.keys(tables) as TableName[]).flatMap((table) =>
    tables[table].isParted
      ? Array.from({ length: Math.ceil(asOf / POSITIONS_IN_PART) }, (_, at) => at + 1).flatMap((part) =>
          formList.map((form) => fileName(table, form, part)),
        )
      : formList.map((form) => fileName(table, form)),
  )
