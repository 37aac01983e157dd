/** A path with numbers of one decimal: half the bytes, the same picture. */
export const roundPath = (path: string | null): string =>
  (path ?? '').replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10))
