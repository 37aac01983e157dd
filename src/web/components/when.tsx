import type { View } from '../view'

/**
 * A moment in words: "3 hours ago" (kept fresh by script) with the full date on hover, or with `full` the date itself.
 * `zone` is the zone of the place it concerns.
 */
export const When = ({ v, at, full, zone }: { v: View; at: Temporal.Instant; full?: boolean; zone?: string }) => {
  const written = v.say.dateTime(at, zone)
  return full ? (
    <time datetime={at.toString()}>{written}</time>
  ) : (
    <time datetime={at.toString()} title={written} data-relative="">
      {v.say.relative(at, v.now)}
    </time>
  )
}
