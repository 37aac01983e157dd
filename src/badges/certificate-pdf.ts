import {
  drawMark,
  drawQr,
  keepTogether,
  PAPER_GREY,
  PAPER_MARGIN,
  PAPER_WIDTH,
  type PaperDocument,
  type View,
  writePaper,
} from '../web'
import { type Badge, holderOf, standingOf } from './badge-rows'
import { paperPath } from './paper-address'
import { sayFacts } from './write-badge'

const QR_WIDTH = 110
const FRAME = 28

/** A badge as a sheet of paper to hand over: what it states, who signed it, how it stood, and the code on which it is checked. */
export function writeCertificate(v: View, badge: Badge): Promise<Uint8Array<ArrayBuffer>> {
  const { title, text } = sayFacts(badge.facts, v.lang, v.zone)
  const kind = v.t(`badges.paper.kind.${badge.kind}`)
  return writePaper(v, `${kind}: ${title}`, (document) => {
    writeFrame(document)
    // A letter needs its room; whatever is short stands in the middle of the sheet.
    const top = badge.kind === 'letter' ? 64 : 130
    drawMark(document, PAPER_MARGIN + PAPER_WIDTH / 2 - 30, top, 60)
    const centred = { width: PAPER_WIDTH, align: 'center' } as const
    document
      .font('plain')
      .fontSize(13)
      .fillColor(PAPER_GREY)
      .text(kind, PAPER_MARGIN, top + 86, centred)
      .moveDown()
    document.font('bold').fontSize(24).fillColor('black').text(title, centred).moveDown()
    document
      .font('plain')
      .fontSize(14)
      .text(holderOf(badge) ?? v.t('badges.seen.noName'), centred)
      .moveDown()
    document
      .fontSize(11)
      .text(text, { width: PAPER_WIDTH, align: badge.kind === 'letter' ? 'left' : 'center' })
      .moveDown()
    document
      .fontSize(9)
      .fillColor(PAPER_GREY)
      .text(v.t(`badges.criteria.${badge.kind}`), centred)
    writeFoot(document, v, badge)
  })
}

function writeFrame(document: PaperDocument): void {
  const { width, height } = document.page
  for (const [inset, line] of [
    [FRAME, 1.5],
    [FRAME + 5, 0.5],
  ] as const)
    document
      .rect(inset, inset, width - 2 * inset, height - 2 * inset)
      .lineWidth(line)
      .stroke('#1f5f86')
}

// At the bottom of the sheet, whatever stands above it.
function writeFoot(document: PaperDocument, v: View, badge: Badge): void {
  const height = QR_WIDTH + 20
  keepTogether(document, height)
  const top = document.page.height - PAPER_MARGIN - height
  const width = PAPER_WIDTH - QR_WIDTH - 20
  const address = `${v.url}${paperPath(badge)}`
  document
    .font('bold')
    .fontSize(10)
    .fillColor('black')
    .text(
      v.t('badges.paper.signed', { house: v.t('web.name'), day: v.say.date(badge.issuedAt) }),
      PAPER_MARGIN,
      top + 8,
      { width },
    )
  document.font('plain').fontSize(9)
  document.text(
    v.t('badges.paper.stood', { day: v.say.date(v.now), verdict: v.t(`badges.verdict.${standingOf(badge, v.now)}`) }),
    { width },
  )
  if (badge.facts.kind === 'hours' && badge.facts.position !== null) {
    const entry = `${v.url}/log/entries/${badge.facts.position}`
    const evidence = v.t('badges.evidence', { position: badge.facts.position })
    document.text(`${evidence}: ${bare(entry)}`, { width, link: entry })
  }
  document.moveDown(0.5).text(v.t('badges.paper.scan'), { width })
  document.fontSize(7).fillColor(PAPER_GREY).text(bare(address), { width, link: address })
  drawQr(document, address, PAPER_MARGIN + PAPER_WIDTH - QR_WIDTH, top, QR_WIDTH)
}

const bare = (address: string): string => address.replace(/^https?:\/\//, '')
