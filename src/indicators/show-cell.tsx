import { placeName, type Region } from '../places'
import { page, type Req } from '../platform'
import { type AskedCell, cellPath, cellSaid, opensCell } from './asked-cell'
import { isOpened } from './definition'
import { cursorOf, listedEntry } from './listed-entry'
import { CellPage } from './pages/cell-page'
import { openable, type PublishedNumber } from './published'
import { listEntriesBehind } from './queries'
import { readRegionMonths } from './region-months'

const ENTRIES_ON_PAGE = 50

/** Answers with the page of a cell of a published number. */
export async function showCell(r: Req, number: PublishedNumber, cell: AskedCell, everywhere: readonly Region[]) {
  const { db } = r.ctx
  const { definition } = number
  const { regionId, month } = cell
  const names = new Map(everywhere.map((region) => [region.id, placeName(region, r.v.lang)]))
  const crossed =
    regionId !== undefined && month !== undefined
      ? await readRegionMonths(db, [definition], [regionId], Temporal.PlainDate.from(month))
      : new Map()
  const value = cellSaid(number, cell, crossed)
  const opens = isOpened(definition) && opensCell(number, cell, value)
  const rows = opens
    ? openable(
        number,
        await listEntriesBehind(db, definition.id, {
          ...cell,
          cursor: cursorOf(r.query('before')),
          limit: ENTRIES_ON_PAGE + 1,
        }),
      )
    : []
  const shown = rows.slice(0, ENTRIES_ON_PAGE)
  const last = shown.at(-1)
  const path = cellPath(definition.id, cell)
  return page(
    r,
    <CellPage
      v={r.v}
      view={{
        definition,
        cell,
        where: [
          ...(regionId === undefined ? [] : [names.get(regionId) ?? regionId]),
          ...(month === undefined ? [] : [r.v.say.month(Temporal.PlainDate.from(month))]),
        ].join(', '),
        value,
        tooFew: number.tooFew || (definition.aboutPersons && value === null),
        asOf: number.asOf,
        entries: opens ? shown.map((entry) => listedEntry(number, entry, names)) : undefined,
        nextHref:
          rows.length > shown.length && last !== undefined ? `${path}&before=${last.position}#entries` : undefined,
      }}
    />,
  )
}
