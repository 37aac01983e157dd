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
