import { Notice } from '../components/notice'
import type { View } from '../view'
import type { PaperBlock } from './block'

/**
 * Reads a photographed sheet into the form it stands in: codes and boxes, on the device itself; the picture goes nowhere. What is doubtful
 * is shown beside its piece of the picture and asked. Without script the form is filled in by hand.
 * @param blocks of this sheet; the boxes of each name the fields they tick. Without them the photograph leads to its sheet
 */
export const SheetPhoto = ({ v, blocks }: { v: View; blocks?: readonly PaperBlock[] }) => (
  <sheet-photo
    hidden
    data-blocks={blocks && JSON.stringify(blocks)}
    data-texts={JSON.stringify({
      choose: v.t('paper.photo.choose'),
      reading: v.t('paper.photo.reading'),
      none: v.t('paper.photo.none'),
      other: v.t('paper.photo.other'),
      // Put together on the device, where the figures are known.
      read: v.t('paper.photo.read', { read: '{read}', of: '{of}' }),
      ask: v.t('paper.photo.ask'),
      ticked: v.t('paper.photo.ticked'),
      empty: v.t('paper.photo.empty'),
      covered: v.t('paper.photo.covered'),
    })}
  >
    <Notice>{v.t('paper.photo.private')}</Notice>
  </sheet-photo>
)
