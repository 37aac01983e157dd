import { cellKeys, cellValue } from './cell-values'
import { type Definition, isOpened } from './definition'
import type { Figure } from './figure'
import { countersOf, type People } from './people-behind'
import { type Parts, type PublishedPart, publishParts, sumsOf } from './publish-parts'
import type { OpenedEntry } from './queries'
import { isTooFew, shownCells } from './small-cells'
import { CELL_MIN } from './suppress'

/** What is known of the numbers at one position: more than may be said. */
export type Known = {
  readonly asOf: number
  readonly figures: ReadonlyMap<string, Figure>
  readonly people: People
  /** Sums by the rows of their breakdowns, of the numbers that have some. */
  readonly parts: Parts
}

/** A number as it goes out, the same on pages, in files and through the interface, so that none can be held against another. */
export type PublishedNumber = {
  readonly definition: Definition
  /** Null: not measured, nothing yet, or about too few people. */
  readonly value: number | null
  /** Of waiting times, in minutes: nine of ten were no longer. Null for other numbers, and while there are fewer than five. */
  readonly ninth: number | null
  /** It stands for one to four people. */
  readonly tooFew: boolean
  /** Position of the journal as of which it holds. */
  readonly asOf: number
  /** By region id; null where a cell may not be shown, or nothing is known of it. Empty for what is measured of the whole country. */
  readonly regions: ReadonlyMap<string, number | null>
  /** By first day of the month; empty for shares whose two sides are not read off the same entries. */
  readonly months: ReadonlyMap<string, number | null>
  /** By what its definition breaks it down by; of parts of another number and their shares by region too. */
  readonly parts: readonly PublishedPart[]
  /** Entries looked at and not counted, by reason; empty for what opens to no entries. */
  readonly leftOut: ReadonlyMap<string, number | null>
}

/** What may be said of a number: its value and the two tables it is broken down by. `regionIds`: regions that are always rows. */
export function publish(definition: Definition, known: Known, regionIds: readonly string[]): PublishedNumber {
  const counters = definition.aboutPersons ? countersOf(definition, known) : []
  const tooFew = counters.some(({ of }) => isTooFew(of({ kind: 'all' })))
  const keys = cellKeys(definition, known, regionIds)
  const cellsOf = (kind: 'region' | 'month', keys: readonly string[]): ReadonlyMap<string, number | null> => {
    // Even an empty row would say where those few are not.
    if (tooFew) return new Map(keys.map((key) => [key, null]))
    return shownCells(
      keys.map((key) => ({ key, value: cellValue(definition, known, { kind, key }) })),
      counters.map(({ of, shared }) => ({ of: (key) => of({ kind, key }), shared })),
    )
  }
  return {
    definition,
    value: tooFew ? null : cellValue(definition, known, { kind: 'all' }),
    ninth: ninthOf(definition, known),
    tooFew,
    asOf: known.asOf,
    regions: cellsOf('region', keys.regions),
    months: cellsOf('month', keys.months),
    parts: tooFew ? [] : publishParts(definition, known),
    leftOut: tooFew || !isOpened(definition) ? new Map() : leftOut(definition, known),
  }
}

function ninthOf({ id, measure }: Definition, { figures }: Known): number | null {
  const whole = measure === 'median-wait' ? figures.get(id)?.whole : undefined
  return whole === undefined || whole.entries < CELL_MIN ? null : whole.ninth
}

function leftOut({ id, aboutPersons }: Definition, { parts }: Known): ReadonlyMap<string, number | null> {
  const reasons = [...sumsOf(parts.get(id)?.get('left-out'))]
  const cells = reasons
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1))
  return shownCells(cells, aboutPersons ? [{ of: (key) => new Map(reasons).get(key) ?? 0, shared: false }] : [])
}

/**
 * Where and when an entry behind a number is placed. Of persons the region alone, and only where its cell is shown: region and day together
 * would be a table of cells of one.
 */
export function placeOf(number: PublishedNumber, entry: OpenedEntry): { region: string | null; day: string | null } {
  if (!number.definition.aboutPersons) return { region: entry.regionId, day: entry.day }
  return { region: (number.regions.get(entry.regionId) ?? null) === null ? null : entry.regionId, day: null }
}

/** What an entry adds, in the unit of the number's value; of a waiting time how long it was. */
export const amountOf = ({ measure }: Definition, entry: OpenedEntry): number => {
  if (measure === 'monthly-share') return entry.amount / 1000
  if (measure === 'median-wait') return entry.excluded === null ? Number(entry.publicBody.waitMinutes ?? 0) : 0
  return entry.amount
}

/** Entries a number opens to: none where counting them would tell what the number does not; a part opens to what it is part of. */
export const openable = <T>(number: PublishedNumber, entries: readonly T[]): readonly T[] =>
  number.tooFew || number.definition.partOf !== undefined ? [] : entries
