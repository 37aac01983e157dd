import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { MARK_PATH } from '../components/mark'
import { qrPath } from '../components/qr-path'
import type { View } from '../view'

const require = createRequire(import.meta.url)
/** DejaVu holds every Kazakh letter; the fonts built into PDF hold none. */
const font = (name: string): string => require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)

/** A PDF that is being written. Its fonts are called `plain`, `bold` and `mono`. */
export type PaperDocument = InstanceType<typeof PDFDocument>

/** White around what stands on a page, points. */
export const PAPER_MARGIN = 56
/** Width between the margins, points. */
export const PAPER_WIDTH = 595 - 2 * PAPER_MARGIN
/** Ink of what stands beside the matter. */
export const PAPER_GREY = '#4b5763'
const BOTTOM = 842 - PAPER_MARGIN

/**
 * A PDF of A4 pages.
 * @param write puts what it says on the pages
 */
export async function writePaper(
  v: View,
  title: string,
  write: (document: PaperDocument) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    size: 'A4',
    margin: PAPER_MARGIN,
    lang: v.lang,
    info: { Title: title, CreationDate: new Date(v.now.epochMilliseconds) },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve)
    document.on('error', reject)
  })
  document
    .registerFont('plain', font('DejaVuSans'))
    .registerFont('bold', font('DejaVuSans-Bold'))
    .registerFont('mono', font('DejaVuSansMono'))
  write(document)
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

/** Begins a new page where something of this height would be cut in two. */
export function keepTogether(document: PaperDocument, height: number): void {
  if (document.y + height > BOTTOM) document.addPage()
}

/** Draws the mark of the house, a square of `width` points. */
export function drawMark(document: PaperDocument, left: number, top: number, width: number): void {
  document
    .save()
    .translate(left, top)
    .scale(width / 32)
  document.path(MARK_PATH).lineWidth(2).lineCap('round').lineJoin('round').stroke('#1f5f86').restore()
}

/** Draws the QR code of an address, a square of `width` points. */
export function drawQr(document: PaperDocument, address: string, left: number, top: number, width: number): void {
  const { d, size } = qrPath(address)
  document.save().translate(left, top)
  document
    .scale(width / size)
    .path(d)
    .fill('black')
  document.restore()
  document.link(left, top, width, width, address)
}
