import type { View } from '../view'

/** The mark as a path of strokes in a square of 32. */
export const MARK_PATH = 'M16 28V14C16 6 4 4 4 12c0 5 7 5 7 .5M16 14c0-8 12-10 12-2 0 5-7 5-7 .5M10 28h12'

/** The mark: two horns of the koshkar-muiz growing from one stem, as two people who take up one work. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path d={MARK_PATH} />
  </svg>
)

/** Mark and name. */
export const WordMark = ({ v }: { v: View }) => (
  <span class="wordmark">
    <Mark />
    {v.t('web.name')}
  </span>
)

/** The koshkar-muiz line that parts sections; drawn by the style sheet, silent to screen readers. */
export const Ornament = () => <div class="ornament" aria-hidden="true" />
