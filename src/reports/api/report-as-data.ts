import { z } from 'zod'
import { type Report, type ReportTable, reportKinds } from '../report'

const cell = z.union([z.string(), z.number()]).nullable()

const table = z.strictObject({
  id: z.string(),
  caption: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(cell)).meta({ description: 'Null: hidden, unknown or nothing; never zero.' }),
  note: z.string().nullable().meta({ description: 'What is not shown, and why.' }),
})

const figure = z.strictObject({
  definition: z.string().meta({ description: 'Id of its definition, as listDefinitions tells it.' }),
  label: z.string(),
  value: z.number().nullable(),
  said: z.string(),
  asOf: z.int(),
  proof: z.string().meta({ description: 'Path of the page that opens it to what it counts.' }),
})

/** A report as the interface describes it. */
export const reportSchema = z
  .strictObject({
    kind: z.enum(reportKinds),
    subject: z.string().meta({ description: 'Id of the region, organization or series, or the month.' }),
    title: z.string(),
    asOf: z.int().meta({ description: 'Position of the journal as of which its figures hold.' }),
    madeAt: z.iso.datetime(),
    page: z.string().meta({ description: 'Path of its page; report.pdf and report.xlsx stand below it.' }),
    sections: z.array(
      z.strictObject({ id: z.string(), title: z.string(), figures: z.array(figure), tables: z.array(table) }),
    ),
    notes: z.array(z.string()),
  })
  .meta({ id: 'Report' })

/** A report as data: what its page says, without its pictures. */
export const reportAsData = (report: Report): z.input<typeof reportSchema> => ({
  kind: report.kind,
  subject: report.subject,
  title: report.title,
  asOf: report.asOf,
  madeAt: report.madeAt.toString(),
  page: `${report.path}${report.query}`,
  sections: report.sections.map(({ id, title, figures, plots, tables }) => ({
    id,
    title,
    figures: figures.map(({ id: definition, ...rest }) => ({ definition, ...rest })),
    tables: [...plots.map((plot) => plot.table), ...tables].map(tableAsData),
  })),
  notes: [...report.notes],
})

const tableAsData = ({ id, caption, columns, rows, note }: ReportTable): z.input<typeof table> => ({
  id,
  caption,
  columns: columns.map(({ label }) => label),
  rows: rows.map((row) => row.map(({ value }) => value)),
  note: note ?? null,
})
