import type { Scene } from '../web'

/** What there are reports of. */
export const reportKinds = ['country', 'region', 'month', 'organization', 'company', 'series'] as const
/** One of {@link reportKinds}. */
export type ReportKind = (typeof reportKinds)[number]

/** One figure: what it is by definition, as of which entry of the journal it holds, and where it opens to what it counts. */
export type ReportFigure = {
  /** Id of its definition (`/numbers/<id>`). */
  readonly id: string
  readonly label: string
  /** Null where there is nothing to say or it may not be said; `said` tells which. */
  readonly value: number | null
  readonly said: string
  readonly asOf: number
  /** Path of the page that proves it. */
  readonly proof: string
}

/** A cell: as said to a reader, and as a value for whoever reckons with it. */
export type ReportCell = {
  readonly said: string
  readonly value: string | number | null
  readonly href?: string
}

/** A table; the first column names the row. */
export type ReportTable = {
  /** Short and unique within its report: name of its sheet, id on its page. */
  readonly id: string
  readonly caption: string
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[]
  readonly rows: readonly (readonly ReportCell[])[]
  /** Long and alike, such as all regions: on a phone one row is opened at a time, by its name and its first figure. */
  readonly folds?: true
  /** What is not shown, and why. */
  readonly note?: string
  /** What to say where there is no row. */
  readonly empty: string
}

/** A picture and the table that says the same. */
export type ReportPlot = { readonly scene: Scene; readonly table: ReportTable; readonly credit?: string }

/** A part of a report with its heading. */
export type ReportSection = {
  readonly id: string
  readonly title: string
  readonly lead?: string
  readonly figures: readonly ReportFigure[]
  readonly plots: readonly ReportPlot[]
  readonly tables: readonly ReportTable[]
}

/** A report in one language, from which page, PDF, workbook and data are written; nobody writes it by hand. */
export type Report = {
  readonly kind: ReportKind
  /** Id of the region, organization or series, the month, or `regions`. */
  readonly subject: string
  readonly title: string
  readonly lead: string
  /** Position of the journal as of which its figures hold. */
  readonly asOf: number
  readonly madeAt: Temporal.Instant
  /** Path of its page; files stand at the same path with their ending. */
  readonly path: string
  /** What the addresses of its files end with, such as `?year=2026`; empty for most. */
  readonly query: string
  readonly sections: readonly ReportSection[]
  /** What holds for the whole: what is hidden and why. */
  readonly notes: readonly string[]
}

/** All figures of a report, each definition once. */
export const definitionsIn = ({ sections }: Report): readonly string[] => [
  ...new Set(sections.flatMap(({ figures }) => figures.map(({ id }) => id))),
]
