import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { View } from '../../web'
import type { Report, ReportFigure, ReportPlot, ReportTable } from '../report'
import { drawScene } from './draw-scene'

const require = createRequire(import.meta.url)
/** DejaVu holds every Kazakh letter; the fonts built into PDF hold none. */
const font = (name: string): string => require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)

type Document = InstanceType<typeof PDFDocument>

const MARGIN = 50
const WIDTH = 595 - 2 * MARGIN
const BOTTOM = 842 - MARGIN
const GREY = '#4b5763'
const PLOT_WIDTH = 330
const ROWS_MAX = 60

/** A report as a PDF of A4 pages: the same figures, pictures and tables as its page, each figure with the address of its proof. */
export async function writePdf(v: View, report: Report): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: v.lang,
    info: { Title: report.title, CreationDate: new Date(report.madeAt.epochMilliseconds) },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve)
    document.on('error', reject)
  })
  document.registerFont('plain', font('DejaVuSans')).registerFont('bold', font('DejaVuSans-Bold'))
  paragraph(document, report.title, 20, 'bold')
  paragraph(document, report.lead, 11)
  paragraph(
    document,
    `${v.t('web.name')} · ${v.say.dateTimeLong(report.madeAt)} · ${v.url}${report.path}`,
    9,
    'plain',
    GREY,
  )
  paragraph(document, `${v.t('reports.asOf')}: ${v.say.number(report.asOf)}`, 9, 'plain', GREY)
  for (const section of report.sections) {
    keep(document, 80)
    document.moveDown(0.5)
    paragraph(document, section.title, 15, 'bold')
    if (section.lead !== undefined) paragraph(document, section.lead, 10)
    for (const figure of section.figures) writeFigure(document, v, figure)
    for (const plot of section.plots) writePlot(document, v, plot)
    for (const table of section.tables) writeTable(document, v, table)
  }
  document.moveDown()
  paragraph(document, v.t('reports.proof.text'), 9)
  for (const note of report.notes) paragraph(document, note, 9, 'plain', GREY)
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

// A new page where what comes would be cut in two.
function keep(document: Document, height: number): void {
  if (document.y + height > BOTTOM) document.addPage()
}

function paragraph(document: Document, text: string, size: number, face = 'plain', colour = 'black'): void {
  document.font(face).fontSize(size).fillColor(colour).text(text, MARGIN, document.y, { width: WIDTH }).moveDown(0.3)
}

function writeFigure(document: Document, v: View, { label, said, proof, id }: ReportFigure): void {
  keep(document, 30)
  document.font('plain').fontSize(10).fillColor('black').text(`${label}: `, MARGIN, document.y, { continued: true })
  document.font('bold').text(said)
  document
    .font('plain')
    .fontSize(8)
    .fillColor(GREY)
    .text(`${id} · ${v.url}${proof}`, { link: `${v.url}${proof}` })
    .moveDown(0.2)
}

function writePlot(document: Document, v: View, { scene, table, credit }: ReportPlot): void {
  const height = Math.min((scene.height / scene.width) * PLOT_WIDTH, BOTTOM - MARGIN - 60)
  keep(document, height + 50)
  paragraph(document, table.caption, 11, 'bold')
  const top = document.y + 4
  drawScene(document, scene, MARGIN, top, (height / scene.height) * scene.width)
  document.x = MARGIN
  document.y = top + height + 8
  if (credit !== undefined) paragraph(document, credit, 8, 'plain', GREY)
  writeTable(document, v, table)
}

function writeTable(document: Document, v: View, table: ReportTable): void {
  keep(document, 60)
  paragraph(document, table.caption, 10, 'bold')
  if (table.rows.length === 0) {
    paragraph(document, table.empty, 9, 'plain', GREY)
    return
  }
  // A table wider than the page is told in the workbook; here its last columns stand, the newest.
  const columns = table.columns.map((column, at) => ({ ...column, at }))
  const shown = columns.length <= COLUMNS_MAX ? columns : [columns[0], ...columns.slice(1 - COLUMNS_MAX)]
  const rows = table.rows.slice(0, ROWS_MAX)
  const first = shown.length === 2 ? '*' : WIDTH * 0.34
  document.font('plain').fontSize(8).fillColor('black')
  document.x = MARGIN
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
  document.x = MARGIN
  document.moveDown(0.4)
  if (rows.length < table.rows.length || shown.length < columns.length)
    paragraph(document, v.t('reports.more', { rows: table.rows.length }), 8, 'plain', GREY)
  if (table.note !== undefined) paragraph(document, table.note, 8, 'plain', GREY)
}

const COLUMNS_MAX = 6
