import type { Seal, SignedCheckpoint } from '../journal'
import { type Credential, competenceName } from '../training'
import {
  drawQr,
  keepTogether,
  PAPER_GREY,
  PAPER_MARGIN,
  PAPER_WIDTH,
  type PaperDocument,
  type View,
  writePaper,
} from '../web'
import { sayValidity } from './pages/competences-table'
import { isCounted } from './pages/record-page'
import type { RecordLine, YearHours, YearResult } from './queries/list-record'

/** What a record on paper is written from. */
export type PaperRecord = {
  readonly name: string
  /** The one year it is about; all of them where there is none. */
  readonly year?: number | undefined
  readonly hours: readonly YearHours[]
  readonly results: readonly YearResult[]
  readonly lines: readonly RecordLine[]
  /** Competences somebody else confirmed. */
  readonly competences: readonly Credential[]
  /** Whether there are more presences than stand here. */
  readonly hasMore?: boolean
  /** Seals of the lines, by id. */
  readonly seals: ReadonlyMap<string, Seal>
  readonly checkpoint: SignedCheckpoint | undefined
}

const QR_WIDTH = 62
const GAP = 12

/** A person's record as a PDF of A4 pages: totals by year, results, then each presence with the proof of it, and how all of it is checked. */
export function writeRecordPdf(v: View, record: PaperRecord): Promise<Uint8Array<ArrayBuffer>> {
  const title = [v.t('contributions.record.title'), ...(record.year === undefined ? [] : [record.year])].join(', ')
  return writePaper(v, `${title}: ${record.name}`, (document) => {
    writeHead(document, v, title, record.name)
    const years = [...new Set([...record.hours, ...record.results].map(({ year }) => year))].sort((a, b) => b - a)
    for (const year of years) writeYear(document, v, year, record)
    writeCompetences(document, v, record.competences)
    writeLines(document, v, record)
    if (record.checkpoint !== undefined) writeCheckpoint(document, v, record.checkpoint)
  })
}

function writeHead(document: PaperDocument, v: View, title: string, name: string): void {
  document.font('bold').fontSize(20).text(title)
  document.font('plain').fontSize(13).text(name)
  document
    .fontSize(9)
    .fillColor(PAPER_GREY)
    .text(`${v.t('web.name')} · ${v.say.dateTimeLong(v.now)} · ${v.url}/me/record`)
    .fillColor('black')
  document.moveDown()
}

function writeYear(document: PaperDocument, v: View, year: number, record: PaperRecord): void {
  keepTogether(document, 50)
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

function writeCompetences(document: PaperDocument, v: View, competences: readonly Credential[]): void {
  if (competences.length === 0) return
  keepTogether(document, 50)
  document.font('bold').fontSize(14).text(v.t('badges.kind.competence'))
  document.font('plain').fontSize(10)
  for (const one of competences)
    document.text(
      `${competenceName(one.competence, v.lang)}: ${v.t(`training.level.${one.level}`)}. ${sayValidity(v, one)}`,
    )
  document.moveDown()
}

function writeLines(document: PaperDocument, v: View, { lines, seals, hasMore }: PaperRecord): void {
  if (lines.length === 0) return
  keepTogether(document, QR_WIDTH + 30)
  document.font('bold').fontSize(14).text(v.t('contributions.record.lines')).moveDown(0.4)
  for (const line of lines) writeLine(document, v, line, seals.get(line.id))
  document.x = PAPER_MARGIN
  if (hasMore === true)
    document
      .font('plain')
      .fontSize(9)
      .text(v.t('contributions.paper.more', { count: lines.length }))
}

// A presence beside the code of its entry, never cut by the end of a page.
function writeLine(document: PaperDocument, v: View, line: RecordLine, seal: Seal | undefined): void {
  keepTogether(document, QR_WIDTH + GAP)
  const top = document.y
  const width = PAPER_WIDTH - QR_WIDTH - GAP
  const day = v.say.date(Temporal.PlainDate.from(line.on_date))
  document
    .font('bold')
    .fontSize(10)
    .text(shortened(document, line.title, width), PAPER_MARGIN, top, { width })
  document
    .font('plain')
    .fontSize(9)
    .text(shortened(document, `${day} · ${v.say.duration(line.minutes)} · ${line.organization}`, width), { width })
    .text(`${sayState(v, line)} · ${v.t(`contributions.basis.${line.basis}`)}`, { width })
  if (seal !== undefined) writeSeal(document, v, seal, top, width)
  document.y = Math.max(document.y, top + QR_WIDTH) + GAP
}

function writeSeal(document: PaperDocument, v: View, { position, checkpoint }: Seal, top: number, width: number): void {
  const address = `${v.url}/log/entries/${position}`
  const note =
    checkpoint === undefined
      ? v.t('journal.note.waits', { position })
      : v.t('journal.note.sealed', { position, size: checkpoint.size })
  document
    .fontSize(8)
    .fillColor(PAPER_GREY)
    .text(note, { width })
    .text(address.replace(/^https?:\/\//, ''), { width, link: address })
    .fillColor('black')
  const below = document.y
  drawQr(document, address, PAPER_MARGIN + PAPER_WIDTH - QR_WIDTH, top, QR_WIDTH)
  document.y = below
}

// A title so long that its presence would not fit beside the code is shortened: the entry has the whole of it.
function shortened(document: PaperDocument, text: string, width: number): string {
  if (document.widthOfString(text) <= width) return text
  let short = text.slice(0, 120)
  while (document.widthOfString(`${short}…`) > width) short = short.slice(0, -1)
  return `${short}…`
}

const sayState = (v: View, line: RecordLine): string =>
  line.state === 'disputed'
    ? v.t('contributions.paper.inQuestion', { claimed: v.say.duration(line.claimed ?? 0) })
    : v.t(`contributions.state.${line.state}`)

function writeCheckpoint(document: PaperDocument, v: View, { note }: SignedCheckpoint): void {
  keepTogether(document, 150)
  document.moveDown()
  document.font('bold').fontSize(12).text(v.t('contributions.paper.check'))
  document.font('plain').fontSize(9).text(v.t('contributions.paper.checkText')).moveDown(0.5)
  document.font('mono').fontSize(7).text(note)
  document
    .font('plain')
    .fontSize(8)
    .fillColor(PAPER_GREY)
    .text(`${v.url}/verify`.replace(/^https?:\/\//, ''), { link: `${v.url}/verify` })
    .fillColor('black')
}
