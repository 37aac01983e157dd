import type PDFDocument from 'pdfkit'
import { isLine, type Scene, type SceneMark } from '../../web'

type Document = InstanceType<typeof PDFDocument>

// Ink on paper: the light theme's colours, as a printer takes them.
const inks: Record<SceneMark['tone'], string> = {
  ink: '#1c2733',
  soft: '#4b5763',
  inverse: '#ffffff',
  line: '#1f5f86',
  area: '#e6f1f8',
  bar: '#1f5f86',
  rule: '#c9cdd1',
  zero: '#6d7a86',
  none: '#ffffff',
  'step-0': '#f1efec',
  'step-1': '#cbe6f3',
  'step-2': '#93cdea',
  'step-3': '#45add6',
  'step-4': '#1a83b0',
  'step-5': '#165a80',
}

/** Draws a scene at a place of the page, `width` points wide: the same marks as on the page, as vectors. */
export function drawScene(document: Document, scene: Scene, left: number, top: number, width: number): void {
  const scale = width / scene.width
  document.save().translate(left, top).scale(scale)
  for (const mark of scene.marks) draw(document, mark)
  document.restore()
}

function draw(document: Document, mark: SceneMark): void {
  const ink = inks[mark.tone]
  if (mark.kind === 'text') {
    document
      .font(mark.strong ? 'bold' : 'plain')
      .fontSize(mark.size * 0.9)
      .fillColor(ink)
    const wide = document.widthOfString(mark.words)
    const left = mark.anchor === 'end' ? mark.x - wide : mark.anchor === 'middle' ? mark.x - wide / 2 : mark.x
    document.text(mark.words, left, mark.y - mark.size * 0.82, { lineBreak: false })
    return
  }
  const shape =
    mark.kind === 'rect'
      ? document.rect(mark.x, mark.y, mark.width, mark.height)
      : document.path(mark.d === '' ? 'M0 0' : mark.d)
  if (isLine(mark.tone))
    shape
      .lineWidth(mark.tone === 'line' ? 2 : 1)
      .strokeColor(ink)
      .stroke()
  else if (mark.tone === 'none') shape.lineWidth(1).dash(3, { space: 3 }).fillAndStroke(ink, inks.zero).undash()
  else if (mark.tone.startsWith('step-')) shape.lineWidth(0.5).fillAndStroke(ink, inks.zero)
  else shape.fillColor(ink).fill()
}
