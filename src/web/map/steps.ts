/** Step of a map's scale: holds what is above `from`, up to `to` itself; nothing at all has no step. */
export type ScaleStep = { readonly from: number; readonly to: number }

const stepsMax = 5
const roundFactors = [1, 2, 2.5, 5, 10]

/**
 * Up to five equal steps of a round size from zero to at least the greatest value. Equal steps from zero keep a small
 * difference from looking like a great one. None when every value is zero.
 */
export const scaleSteps = (values: readonly number[], whole = true): readonly ScaleStep[] => {
  const most = Math.max(0, ...values)
  if (most === 0) return []
  const power = 10 ** Math.floor(Math.log10(most / stepsMax))
  const sizes = roundFactors.map((factor) => factor * power).filter((size) => !whole || Number.isInteger(size))
  const size = sizes.find((candidate) => most / candidate <= stepsMax) ?? 1
  return Array.from({ length: Math.ceil(most / size) }, (_, at) => ({ from: at * size, to: (at + 1) * size }))
}

/** Number of the step a value falls into, 1…5; 0 for nothing at all. */
export const stepOf = (steps: readonly ScaleStep[], value: number): number => {
  if (value <= 0) return 0
  const at = steps.findIndex(({ to }) => value <= to)
  return at === -1 ? steps.length : at + 1
}

/** Fewest times the middle value that the greatest has to be for equal steps to put nearly every region into the first. */
const SKEWED = 8

/**
 * Up to five steps with about as many regions in each: for values so uneven that equal steps would show one region and hide all others.
 * The bounds are values that occur.
 */
export function quantileSteps(values: readonly number[]): readonly ScaleStep[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  const bounds = Array.from(
    { length: stepsMax },
    (_, at) => sorted[Math.ceil(((at + 1) * sorted.length) / stepsMax) - 1],
  )
  const distinct = [...new Set(bounds.flatMap((bound) => bound ?? []))]
  return distinct.map((to, at) => ({ from: distinct[at - 1] ?? 0, to }))
}

/** Which scale is honest for these values, and its steps: equal ones, unless the greatest dwarfs the middle one. */
export function chooseSteps(
  values: readonly number[],
  whole = true,
): { readonly scale: 'equal' | 'quantile'; readonly steps: readonly ScaleStep[] } {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  const skewed = sorted.length >= stepsMax && (sorted.at(-1) ?? 0) > SKEWED * middle
  return skewed
    ? { scale: 'quantile', steps: quantileSteps(values) }
    : { scale: 'equal', steps: scaleSteps(values, whole) }
}
