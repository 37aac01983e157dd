import { raw } from 'hono/html'
import type { View } from '../view'

/** What `SeatDots` takes. */
export type SeatDotsProps = {
  v: View
  filled: number
  /** Offered to someone who has not answered yet. */
  held?: number
  free: number
  /** Leave the words out where they stand elsewhere in the row; the dots keep them for screen readers. */
  wordless?: boolean
}

const dotsMax = 30

/** Seats of a post as dots, filled, held and free, with the count in words. Above 30 seats a bar stands for the dots. */
export const SeatDots = ({ v, filled, held = 0, free, wordless }: SeatDotsProps) => {
  const all = filled + held + free
  const words = v.t('web.seats.words', { filled, held, free })
  const kinds = [
    ['filled', filled],
    ['held', held],
    ['free', free],
  ] as const
  return (
    <span class="seats">
      {all > 0 && all <= dotsMax ? (
        <span class="seats__dots" aria-hidden="true">
          {raw(kinds.map(([kind, count]) => `<i class="seat seat--${kind}"></i>`.repeat(count)).join(''))}
        </span>
      ) : null}
      {all > dotsMax ? (
        <svg class="seats__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect class="seats__free" width="100" height="8" />
          <rect class="seats__held" width={(((filled + held) / all) * 100).toFixed(1)} height="8" />
          <rect class="seats__filled" width={((filled / all) * 100).toFixed(1)} height="8" />
        </svg>
      ) : null}
      <span class={wordless ? 'visually-hidden' : 'seats__words'}>{words}</span>
    </span>
  )
}
