/** The value below which a share of the values lies; `share` 0…1, nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Milliseconds as shown. */
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`

/** A ratio as shown. */
export const times = (value: number): string => `${value.toFixed(2)} ×`

/** A count a second as shown. */
export const perSecond = (value: number): string => `${Math.round(value)}/s`
