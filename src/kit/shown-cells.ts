/** One cell of a table of people or of those who asked. */
export type CountedCell = { readonly key: string; readonly count: number }

/**
 * Which cells of a table may be published beside its total: those of at least `min`, and only while what remains unsaid is nothing or at
 * least `min`, so that subtracting gives no small cell away; the smallest is left out first.
 * @param total of all cells, those without a key included
 */
export function decideShown<T extends CountedCell>(cells: readonly T[], total: number, min: number): T[] {
  const large = cells.filter((cell) => cell.count >= min).sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const unsaid = () => total - large.reduce((sum, cell) => sum + cell.count, 0)
  while (unsaid() > 0 && unsaid() < min && large.length > 0) large.pop()
  return large
}
