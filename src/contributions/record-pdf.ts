import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { View } from '../web'
import { isCounted } from './pages/record-page'
import type { RecordLine, YearHours, YearResult } from './queries/list-record'

const require = createRequire(import.meta.url)
/** DejaVu holds every Kazakh letter; the fonts built into PDF hold none. */
const font = (name: string): string => require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)

const MARGIN = 56
const GREY = '#555555'

/** A person's record as a PDF of A4 pages: totals by year, results, then each presence. */
export async function writeRecordPdf(
  v: View,
  record: {
    readonly name: string
    readonly hours: readonly YearHours[]
    readonly results: readonly YearResult[]
    readonly lines: readonly RecordLine[]
  },
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: v.lang,
    info: {
      Title: `${v.t('contributions.record.title')}: ${record.name}`,
      CreationDate: new Date(v.now.epochMilliseconds),
    },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve)
    document.on('error', reject)
  })
  document.registerFont('plain', font('DejaVuSans')).registerFont('bold', font('DejaVuSans-Bold'))
  writeHead(document, v, record.name)
  const years = [...new Set([...record.hours, ...record.results].map(({ year }) => year))].sort((a, b) => b - a)
  for (const year of years) writeYear(document, v, year, record)
  writeLines(document, v, record.lines)
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

type Document = InstanceType<typeof PDFDocument>

function writeHead(document: Document, v: View, name: string): void {
  document.font('bold').fontSize(20).text(v.t('contributions.record.title'))
  document.font('plain').fontSize(13).text(name)
  document
    .fontSize(9)
    .fillColor(GREY)
    .text(`${v.t('web.name')} · ${v.say.dateTimeLong(v.now)} · ${v.url}/me/record`)
    .fillColor('black')
  document.moveDown()
}

function writeYear(
  document: Document,
  v: View,
  year: number,
  record: { readonly hours: readonly YearHours[]; readonly results: readonly YearResult[] },
): void {
  document.font('bold').fontSize(14).text(String(year))
  document.font('plain').fontSize(10)
  for (const row of record.hours.filter((one) => one.year === year)) {
    const apart = isCounted(row) ? '' : ` (${v.t('contributions.record.apart')})`
    document.text(
      `${v.t(`contributions.basis.${row.basis}`)}${apart}: ${v.t('contributions.record.confirmed')} ${v.say.duration(row.confirmedMinutes)}, ${v.t('contributions.record.unconfirmed')} ${v.say.duration(row.unconfirmedMinutes)}`,
    )
  }
  for (const row of record.results.filter((one) => one.year === year)) {
    const state =
      row.state === 'confirmed'
        ? v.t(`contributions.by.${row.confirmed_by_kind ?? 'second-person'}`)
        : v.t('contributions.state.unconfirmed')
    document.text(`${row.title}: ${v.t(`activities.unit.${row.unit}`, { count: row.quantity })}, ${state}`)
  }
  document.moveDown()
}

function writeLines(document: Document, v: View, lines: readonly RecordLine[]): void {
  if (lines.length === 0) return
  document.font('bold').fontSize(14).text(v.t('contributions.record.lines'))
  document.font('plain').fontSize(9)
  for (const line of lines) {
    document.text(
      `${v.say.date(Temporal.PlainDate.from(line.on_date))} · ${v.say.duration(line.minutes)} · ${line.title} · ${line.organization} · ${v.t(`contributions.state.${line.state}`)}`,
    )
  }
}
