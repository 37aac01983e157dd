import { listRegions, placeName, readHomeCountry } from '../places'
import { page, type Req } from '../platform'
import { compareHours, comparePeople } from './compare-definitions'
import { findDefinition } from './definitions'
import { comparedAspects, differing, twoDefinitions } from './definitions/two-definitions'
import { cursorOf, listedEntry } from './listed-entry'
import { TwoDefinitionsPage } from './pages/two-definitions-page'
import { publish } from './published'
import { listEntriesBehindAny, readKnown } from './queries'

const ENTRIES_ON_PAGE = 50
const shown = [
  ...new Set([
    ...Object.values(twoDefinitions),
    ...differing,
    ...comparedAspects.flatMap(({ number }) => number ?? []),
  ]),
].flatMap((id) => findDefinition(id) ?? [])

/** The same hours under the national definition and that of the ILO, and every entry that only one of them counts. */
export async function showTwoDefinitions(r: Req) {
  const { db } = r.ctx
  const [known, { regions }, everywhere] = await Promise.all([
    readKnown(db, shown),
    readHomeCountry(db),
    listRegions(db),
  ])
  const regionIds = regions.map(({ id }) => id)
  const numbers = new Map(shown.map((one) => [one.id, publish(one, known, regionIds)]))
  const opened = differing.filter((id) => numbers.get(id)?.tooFew === false)
  const { entries, next } = await listEntriesBehindAny(db, opened, {
    cursor: cursorOf(r.query('before')),
    limit: ENTRIES_ON_PAGE,
  })
  const names = new Map(everywhere.map((region) => [region.id, placeName(region, r.v.lang)]))
  return page(
    r,
    <TwoDefinitionsPage
      v={r.v}
      compared={{
        asOf: known.asOf,
        numbers,
        hours: compareHours(numbers),
        people: comparePeople(known),
        entries: entries.flatMap(({ indicator, ...entry }) => {
          const number = numbers.get(indicator)
          return number === undefined ? [] : [{ ...listedEntry(number, entry, names), indicator }]
        }),
        nextHref: next === undefined ? undefined : `/numbers/two-definitions?before=${next}#entries`,
      }}
    />,
  )
}
