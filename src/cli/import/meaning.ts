import { foldValue } from './fold-value'
import type { Field, MappingPart } from './mapping'

/** One thing said in a cell, with what the mapping says it means; undefined where the mapping does not know the words. */
export type Said = { readonly words: string; readonly means: readonly string[] | undefined }

/** Splits a cell that holds several things, and looks each up. Things said twice count once. */
export function readList(cell: string, field: Field, part: MappingPart): Said[] {
  const known = new Map(
    Object.entries(part.values[field] ?? {}).map(([words, means]) => [
      foldValue(words),
      typeof means === 'string' ? [means] : means,
    ]),
  )
  const seen = new Set<string>()
  return cell
    .split(part.separator)
    .map((words) => words.trim())
    .filter((words) => {
      // Emoji and signs alone fold to nothing; they are kept as they stand.
      const folded = foldValue(words) || words
      if (words === '' || seen.has(folded)) return false
      seen.add(folded)
      return true
    })
    .map((words) => ({ words, means: known.get(foldValue(words)) }))
}

/** The code a single-valued cell means, undefined where the mapping does not know it. */
export const readCode = (cell: string, field: Field, part: MappingPart): string | undefined =>
  cell === '' ? undefined : readList(cell, field, { ...part, separator: '\0' })[0]?.means?.[0]
