import type { Definition } from './definition'
import { fewerSide, type Parts, type PublishedPart, partAndWhole, publishParts } from './publish-parts'
import { type Figure, figureOf, type OpenedEntry, shareOfMonth } from './queries'
import { shownCells } from './small-cells'
import { CELL_MIN } from './suppress'

/** What is known of the numbers at one position: more than may be said. */
export type Known = {
  readonly asOf: number
  readonly figures: ReadonlyMap<string, Figure>
  readonly medians: ReadonlyMap<string, number>
  /** People behind the cells of numbers that add up minutes; cell `all` for the whole. */
  readonly people: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Sums by organization, site and group of items, of the numbers that are broken down so. */
  readonly parts: Parts
}

/** A number as it goes out, the same on pages, in files and through the interface, so that none can be held against another. */
export type PublishedNumber = {
  readonly definition: Definition
  /** Null: not measured, nothing yet, or about too few people. */
  readonly value: number | null
  /** It stands for one to four people. */
  readonly tooFew: boolean
  /** Position of the journal as of which it holds. */
  readonly asOf: number
  /** By region id; null where a cell may not be shown. Empty for medians and shares, which are not parts of a whole. */
  readonly regions: ReadonlyMap<string, number | null>
  /** By first day of the month; empty for medians, and for shares that are not measured by month. */
  readonly months: ReadonlyMap<string, number | null>
  /** By region, organization, site and group of items, for parts of another number and their shares; empty for the rest. */
  readonly parts: readonly PublishedPart[]
}

/** Cell of all people behind a number. */
export const EVERYBODY = 'all'

/** What may be said of a number: its value and the two tables it is broken down by. `regionIds`: regions that are always rows. */
export function publish(definition: Definition, known: Known, regionIds: readonly string[]): PublishedNumber {
  const figure = known.figures.get(definition.id)
  const behind = known.people.get(definition.id)
  const isSum = definition.measure === 'count' || definition.measure === 'minutes'
  const entries = [...(figure?.entriesByRegion.values() ?? [])].reduce((sum, one) => sum + one, 0)
  const whole = definition.partOf === undefined ? undefined : known.figures.get(definition.partOf)
  const sides = partAndWhole(definition)?.map((id) => known.figures.get(id)?.value ?? 0)
  const everybody =
    sides === undefined
      ? behind === undefined
        ? entries
        : (behind.get(EVERYBODY) ?? 0)
      : fewerSide(sides[0] ?? 0, sides[1] ?? 0)
  const tooFew = definition.aboutPersons && everybody > 0 && everybody < CELL_MIN
  const cellsOf = (keys: readonly string[], amountOf: (key: string) => number, entriesOf: (key: string) => number) => {
    // Even an empty row would say where those few are not.
    if (tooFew) return new Map(keys.map((key) => [key, null]))
    return shownCells(
      definition,
      keys.map((key) => ({
        key,
        value: amountOf(key),
        people: behind === undefined ? entriesOf(key) : (behind.get(key) ?? 0),
      })),
    )
  }
  const months = new Map(figure?.byMonth.map((cell) => [cell.month, cell]))
  return {
    definition,
    value: tooFew ? null : figureOf(definition, known.figures, known.medians),
    tooFew,
    asOf: known.asOf,
    regions:
      !isSum || figure === undefined
        ? new Map()
        : cellsOf(
            // Rows of other countries count in the total: left out, they could be worked out from it.
            [...new Set([...regionIds, ...figure.byRegion.keys()])],
            (key) => figure.byRegion.get(key) ?? 0,
            (key) =>
              whole === undefined
                ? (figure.entriesByRegion.get(key) ?? 0)
                : fewerSide(figure.byRegion.get(key) ?? 0, whole.byRegion.get(key) ?? 0),
          ),
    months: isSum
      ? cellsOf(
          [...months.keys()],
          (key) => months.get(key)?.value ?? 0,
          (key) =>
            whole === undefined
              ? (months.get(key)?.entries ?? 0)
              : fewerSide(months.get(key)?.value ?? 0, whole.byMonth.find(({ month }) => month === key)?.value ?? 0),
        )
      : new Map(
          definition.measure === 'monthly-share' ? figure?.byMonth.map((one) => [one.month, shareOfMonth(one)]) : [],
        ),
    parts: tooFew ? [] : publishParts(definition, known.figures, known.parts),
  }
}

/**
 * Where and when an entry behind a number is placed. Of persons the region alone, and only where its cell is shown: region and day together
 * would be a table of cells of one.
 */
export function placeOf(number: PublishedNumber, entry: OpenedEntry): { region: string | null; day: string | null } {
  if (!number.definition.aboutPersons) return { region: entry.regionId, day: entry.day }
  return { region: (number.regions.get(entry.regionId) ?? null) === null ? null : entry.regionId, day: null }
}

/** What an entry adds, in the unit of the number's value. */
export const amountOf = ({ measure }: Definition, entry: OpenedEntry): number =>
  measure === 'monthly-share' ? entry.amount / 1000 : entry.amount

/** Entries a number opens to: none where counting them would tell what the number does not; a part opens to what it is part of. */
export const openable = <T>(number: PublishedNumber, entries: readonly T[]): readonly T[] =>
  number.tooFew || number.definition.partOf !== undefined ? [] : entries
