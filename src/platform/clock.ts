/** Source of the present moment; simulations and tests bring their own. */
export type Clock = { now(): Temporal.Instant }

/** The machine's clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that stands still until moved. */
export function fixedClock(start: string): Clock & { advance(duration: Temporal.DurationLike): void } {
  let at = Temporal.Instant.from(start)
  return {
    now: () => at,
    advance: (duration) => {
      at = at.add(duration)
    },
  }
}
