import {
  keepTogether,
  PAPER_GREY,
  PAPER_MARGIN,
  PAPER_WIDTH,
  type PaperDocument,
  type View,
  writePaper,
} from '../../web'
import type { Report, ReportFigure, ReportPlot, ReportTable } from '../report'
import { drawScene } from './draw-scene'

const PLOT_WIDTH = 330
const PLOT_HEIGHT_MAX = 680
const ROWS_MAX = 60

/** A report as a PDF of A4 pages: the same figures, pictures and tables as its page, each figure with the address of its proof. */
export const writePdf = (v: View, report: Report): Promise<Uint8Array<ArrayBuffer>> =>
  writePaper(v, report.title, (document) => {
    paragraph(document, report.title, 20, 'bold')
    paragraph(document, report.lead, 11)
    paragraph(
      document,
      `${v.t('web.name')} · ${v.say.dateTimeLong(report.madeAt)} · ${v.url}${report.path}`,
      9,
      'plain',
      PAPER_GREY,
    )
    paragraph(document, `${v.t('reports.asOf')}: ${v.say.number(report.asOf)}`, 9, 'plain', PAPER_GREY)
    for (const section of report.sections) {
      keepTogether(document, 80)
      document.moveDown(0.5)
      paragraph(document, section.title, 15, 'bold')
      if (section.lead !== undefined) paragraph(document, section.lead, 10)
      for (const figure of section.figures) writeFigure(document, v, figure)
      for (const plot of section.plots) writePlot(document, v, plot)
      for (const table of section.tables) writeTable(document, v, table)
    }
    document.moveDown()
    paragraph(document, v.t('reports.proof.text'), 9)
    for (const note of report.notes) paragraph(document, note, 9, 'plain', PAPER_GREY)
  })

function paragraph(document: PaperDocument, text: string, size: number, face = 'plain', colour = 'black'): void {
  document
    .font(face)
    .fontSize(size)
    .fillColor(colour)
    .text(text, PAPER_MARGIN, document.y, { width: PAPER_WIDTH })
    .moveDown(0.3)
}

function writeFigure(document: PaperDocument, v: View, { label, said, proof, id }: ReportFigure): void {
  keepTogether(document, 30)
  document
    .font('plain')
    .fontSize(10)
    .fillColor('black')
    .text(`${label}: `, PAPER_MARGIN, document.y, { continued: true })
  document.font('bold').text(said)
  document
    .font('plain')
    .fontSize(8)
    .fillColor(PAPER_GREY)
    .text(`${id} · ${v.url}${proof}`, { link: `${v.url}${proof}` })
    .moveDown(0.2)
}

function writePlot(document: PaperDocument, v: View, { scene, table, credit }: ReportPlot): void {
  const height = Math.min((scene.height / scene.width) * PLOT_WIDTH, PLOT_HEIGHT_MAX)
  keepTogether(document, height + 50)
  paragraph(document, table.caption, 11, 'bold')
  const top = document.y + 4
  drawScene(document, scene, PAPER_MARGIN, top, (height / scene.height) * scene.width)
  document.x = PAPER_MARGIN
  document.y = top + height + 8
  if (credit !== undefined) paragraph(document, credit, 8, 'plain', PAPER_GREY)
  writeTable(document, v, table)
}

function writeTable(document: PaperDocument, v: View, table: ReportTable): void {
  keepTogether(document, 60)
  paragraph(document, table.caption, 10, 'bold')
  if (table.rows.length === 0) {
    paragraph(document, table.empty, 9, 'plain', PAPER_GREY)
    return
  }
  // A table wider than the page is told in the workbook; here its last columns stand, the newest.
  const columns = table.columns.map((column, at) => ({ ...column, at }))
  const shown = columns.length <= COLUMNS_MAX ? columns : [columns[0], ...columns.slice(1 - COLUMNS_MAX)]
  const rows = table.rows.slice(0, ROWS_MAX)
  const first = shown.length === 2 ? '*' : PAPER_WIDTH * 0.34
  document.font('plain').fontSize(8).fillColor('black')
  document.x = PAPER_MARGIN
  document.table({
    defaultStyle: { border: [0, 0, 0.5, 0], borderColor: '#c9cdd1', padding: 3 },
    columnStyles: shown.map((_, place) => ({ width: place === 0 ? first : '*' })),
    data: [shown, ...rows].map((row, line) =>
      shown.map((column, place) => ({
        text: line === 0 ? (column?.label ?? '') : ((row as (typeof rows)[number])[column?.at ?? 0]?.said ?? ''),
        type: line === 0 || place === 0 ? ('TH' as const) : ('TD' as const),
        align: { x: column?.numeric === true ? ('right' as const) : ('left' as const) },
        ...(line === 0 ? { font: { family: 'bold', size: 8 } } : {}),
      })),
    ),
  })
  document.x = PAPER_MARGIN
  document.moveDown(0.4)
  if (rows.length < table.rows.length || shown.length < columns.length)
    paragraph(document, v.t('reports.more', { rows: table.rows.length }), 8, 'plain', PAPER_GREY)
  if (table.note !== undefined) paragraph(document, table.note, 8, 'plain', PAPER_GREY)
}

const COLUMNS_MAX = 6
