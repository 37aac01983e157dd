import writeXlsxFile, { type Row, type Sheet } from 'write-excel-file/node'
import { findDefinition } from '../../indicators'
import type { View } from '../../web'
import { definitionsIn, type Report, type ReportTable } from '../report'

const bold = (value: string) => ({ value, fontWeight: 'bold' as const })
// Characters a workbook allows in no name of a sheet; 31 letters at most.
const sheetName = (text: string): string => text.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

/** Rows as a workbook of typed cells: text is never a formula. Names of sheets are cut to 31 letters. */
export async function writeWorkbook(
  sheets: readonly { readonly name: string; readonly rows: readonly Row[]; readonly widths?: readonly number[] }[],
): Promise<Uint8Array<ArrayBuffer>> {
  const file = writeXlsxFile(
    sheets.map(
      ({ name, rows, widths = [] }): Sheet<Buffer> => ({
        sheet: sheetName(name),
        data: [...rows],
        columns: widths.map((width) => ({ width })),
        stickyRowsCount: 1,
      }),
    ) as never,
  )
  return new Uint8Array(await file.toBuffer())
}

/** A report as a workbook: its figures, a sheet for each table with numbers as numbers, and what each number means. */
export function writeXlsx(v: View, report: Report): Promise<Uint8Array<ArrayBuffer>> {
  const tables = report.sections.flatMap(({ plots, tables: own }) => [...plots.map(({ table }) => table), ...own])
  return writeWorkbook([
    { name: v.t('reports.sheet.figures'), rows: figureRows(v, report), widths: [34, 34, 16, 24, 24, 44] },
    ...tables.map((table) => ({ name: table.id, rows: tableRows(table), widths: [40, 20, 20, 20] })),
    { name: v.t('reports.sheet.dictionary'), rows: dictionaryRows(v, report), widths: [24, 34, 60, 40, 60, 24, 8] },
  ])
}

function figureRows(v: View, report: Report): readonly Row[] {
  const head = ['section', 'figure', 'value', 'said', 'definition', 'proof', 'asOf'].map((one) =>
    bold(v.t(`reports.column.${one}`)),
  )
  return [
    head,
    ...report.sections.flatMap(({ title, figures }) =>
      figures.map(
        ({ label, value, said, id, proof, asOf }): Row => [title, label, value, said, id, `${v.url}${proof}`, asOf],
      ),
    ),
    [],
    [bold(report.title)],
    [report.lead],
    [v.t('reports.madeAt'), v.say.dateTimeLong(report.madeAt)],
    [v.t('reports.asOf'), report.asOf],
    [v.t('reports.address'), `${v.url}${report.path}`],
    ...report.notes.map((note): Row => [note]),
  ]
}

const tableRows = ({ columns, rows, caption, note, empty }: ReportTable): readonly Row[] => [
  columns.map(({ label }) => bold(label)),
  ...rows.map((row) => row.map(({ value, said }) => value ?? (said === '' ? null : said))),
  ...(rows.length === 0 ? [[empty]] : []),
  [],
  [caption],
  ...(note === undefined ? [] : [[note]]),
]

function dictionaryRows(v: View, report: Report): readonly Row[] {
  const head = ['definition', 'figure', 'means', 'population', 'leavesOut', 'source', 'version'].map((one) =>
    bold(v.t(`reports.column.${one}`)),
  )
  return [
    head,
    ...definitionsIn(report).flatMap((id): Row[] => {
      const definition = findDefinition(id)
      if (definition === undefined) return []
      const said = ['name', 'means', 'population', 'leavesOut'].map((part) => v.t(`indicators.${id}.${part}`))
      const source = definition.source === 'own' ? v.t('indicators.page.sourceOwn') : definition.source
      return [[id, ...said, source, definition.version]]
    }),
  ]
}
