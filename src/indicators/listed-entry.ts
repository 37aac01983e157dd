import type { ListedEntry } from './pages/entries-behind'
import { amountOf, type PublishedNumber, placeOf } from './published'
import type { OpenedEntry } from './queries'

/** An entry behind a number as its page lists it. */
export function listedEntry(
  number: PublishedNumber,
  entry: OpenedEntry,
  regionNames: ReadonlyMap<string, string>,
): ListedEntry {
  const { region, day } = placeOf(number, entry)
  return {
    ...entry,
    amount: amountOf(number.definition, entry),
    regionName: region === null ? null : (regionNames.get(region) ?? region),
    day,
  }
}

/** Untrusted text as the position a page goes on before, or undefined. */
export function cursorOf(text: string | undefined): number | undefined {
  const cursor = Number(text)
  return Number.isSafeInteger(cursor) && cursor > 0 ? cursor : undefined
}
