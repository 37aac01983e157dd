/** Fewest people a shown cell, and its complement, may stand for. */
export const CELL_MIN = 5

/** A cell of a table of people; `value` null when it may not be shown. */
export type Cell = { readonly key: string; readonly value: number | null }

/**
 * Hides small cells so that they cannot be worked out from the total either: where the hidden ones together stand for fewer than
 * {@link CELL_MIN}, or only one is hidden, the next smallest is hidden as well.
 * @param cells people by key; zero is shown, since it concerns nobody
 * @param shared whether one person may stand in several cells: then hidden cells together are surely so many people only as the largest
 *   of them is alone
 */
export function suppress(
  cells: readonly { readonly key: string; readonly value: number }[],
  { shared = false }: { readonly shared?: boolean } = {},
): Cell[] {
  const bySize = [...cells]
    .filter((cell) => cell.value > 0)
    .sort((a, b) => a.value - b.value || (a.key < b.key ? -1 : 1))
  const hidden = new Set(bySize.filter((cell) => cell.value < CELL_MIN).map((cell) => cell.key))
  const peopleHidden = () =>
    bySize.reduce((sum, { key, value }) => (!hidden.has(key) ? sum : shared ? Math.max(sum, value) : sum + value), 0)
  for (const cell of bySize) {
    if (hidden.size === 0 || (hidden.size > 1 && peopleHidden() >= CELL_MIN)) break
    hidden.add(cell.key)
  }
  return cells.map(({ key, value }) => ({ key, value: hidden.has(key) ? null : value }))
}
