import type { RowReport } from '../../kit/table-file'

/** Lists whose rows are remembered, so that a list brought in again is the same list. */
export const listKinds = ['volunteers', 'needs', 'goods', 'stock'] as const
/** One of {@link listKinds}. */
export type ListKind = (typeof listKinds)[number]

/** What every import answers; rows = created + updated + unchanged + distinct reported lines. */
export type ImportReport = {
  readonly kind: 'places' | 'outlines' | 'items' | ListKind
  readonly file: string
  readonly applied: boolean
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly reported: readonly RowReport[]
}

/** How an import runs. `say` shows progress. */
export type ImportOptions = {
  readonly file: string
  readonly apply: boolean
  readonly allOrNothing: boolean
  /** Who keeps the list, in words that the invited are shown. */
  readonly owner: string
  /** Why its people may be written down here, as a code. */
  readonly basis: string
  readonly organizationId: string | null
  readonly source: string
  readonly lang: 'kk' | 'ru' | 'en'
  readonly onProgress: (done: number, total: number, step: 'read' | 'written') => void
}

/** Adds up a report. */
export function reportOf(
  kind: ImportReport['kind'],
  options: Pick<ImportOptions, 'file'>,
  applied: boolean,
  counts: { readonly created: number; readonly updated: number; readonly unchanged: number },
  reported: readonly RowReport[],
): ImportReport {
  const { created, updated, unchanged } = counts
  const rows = created + updated + unchanged + new Set(reported.map(({ line }) => line)).size
  const sorted = [...reported].sort((a, b) => a.line - b.line)
  return { kind, file: options.file, applied, rows, created, updated, unchanged, reported: sorted }
}
