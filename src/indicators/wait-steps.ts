/** Medians in minutes by number, then by cell: all, a region, a month. */
export type Medians = ReadonlyMap<string, ReadonlyMap<string, number>>

const RATIO = Math.log(1.05)

/** Step of a waiting time: steps grow by five per cent, so a median read from them is right to five per cent. */
export const stepOfMinutes = (minutes: number): number =>
  minutes < 1 ? 0 : Math.min(1 + Math.floor(Math.log(minutes) / RATIO), 400)

/** Middle of a step, in whole minutes. */
export const minutesOfStep = (step: number): number => (step === 0 ? 0 : Math.round(Math.exp((step - 0.5) * RATIO)))

/** Median of counted steps in minutes, undefined when nothing was counted. */
export function medianMinutes(
  counts: readonly { readonly step: number; readonly count: number }[],
): number | undefined {
  const sorted = [...counts].sort((a, b) => a.step - b.step)
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  for (const { step, count } of sorted) {
    seen += count
    if (seen * 2 >= total && count > 0) return minutesOfStep(step)
  }
  return undefined
}
