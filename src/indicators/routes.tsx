import { findItem } from '../needs'
import { sayPhone } from '../people'
import { listRegions, placeName, type Region, readHomeCountry } from '../places'
import { download, get, NotHere, page, type Req, type Route } from '../platform'
import { findCompetence } from '../training'
import type { RegionValue } from '../web'
import { askedCell } from './asked-cell'
import { type Definition, isOpened } from './definition'
import { findDefinition } from './definitions'
import { cursorOf, listedEntry } from './listed-entry'
import { dictionaryAsCsv, entriesAsCsv, numberAsData } from './open-data'
import { ENTRIES_IN_FILE } from './pages/entries-behind'
import { HomePage } from './pages/home-page'
import { NumberPage, type NumberView } from './pages/number-page'
import { NumbersPage } from './pages/numbers-page'
import { SimpleHomePage } from './pages/simple-home-page'
import { partNames } from './part-names'
import { publishAll } from './publish-all'
import { openable, type PublishedNumber, publish } from './published'
import { listConfirmedResults, listEntriesBehind, listNeededNow, readKnown } from './queries'
import { showCell } from './show-cell'
import { showDoors } from './show-doors'
import { showTwoDefinitions } from './two-definitions'

const homeFigures = ['needs-met', 'first-yes-wait', 'share-right']
const mapFigure = 'needs-raised'
const ENTRIES_ON_PAGE = 50
const NEEDED_READ = 200
const NEEDED_SHOWN = 8
// What is brought to disasters unasked most often.
const oftenUnasked = ['clothing', 'footwear', 'toys', 'furniture', 'bread'] as const
const RESULTS_SHOWN = 5

const defined = (id: string): Definition => {
  const definition = findDefinition(id)
  if (definition === undefined) throw new NotHere()
  return definition
}

const homeNumbers = [mapFigure, ...homeFigures].map(defined)

const valuesOf = (r: Req, number: PublishedNumber, regions: readonly Region[]): RegionValue[] =>
  number.regions.size === 0
    ? []
    : regions.map((region) => ({
        code: region.id,
        name: placeName(region, r.v.lang),
        value: number.regions.get(region.id) ?? null,
        href: `/regions/${region.id}`,
      }))

const idsOf = (regions: readonly Region[]) => regions.map((region) => region.id)

async function home(r: Req) {
  const { db, config } = r.ctx
  const phone = config.phone === undefined ? undefined : { dialled: config.phone, written: sayPhone(config.phone) }
  if (r.v.simple) return page(r, <SimpleHomePage v={r.v} phone={phone} />)
  const [known, { regions, map }, needed, results] = await Promise.all([
    readKnown(db, homeNumbers),
    readHomeCountry(db),
    listNeededNow(db, NEEDED_READ),
    listConfirmedResults(db, RESULTS_SHOWN),
  ])
  return page(
    r,
    <HomePage
      v={r.v}
      home={{
        asOf: known.asOf,
        map,
        figures: homeFigures.map((id) => {
          const { definition, value, months } = publish(defined(id), known, idsOf(regions))
          return { definition, value, trend: [...months.values()].flatMap((one) => one ?? []) }
        }),
        regions: valuesOf(r, publish(defined(mapFigure), known, idsOf(regions)), regions),
        needed: needed
          .slice(0, NEEDED_SHOWN)
          .map((line) => ({ name: wantedName(r, line), requests: Number(line.lines) })),
        notNeeded: oftenUnasked
          .filter((id) => !needed.some((line) => line.item_id === id))
          .flatMap((id) => findItem(id)?.names[r.v.lang].toLocaleLowerCase(r.v.lang) ?? []),
        phone,
        results: results.map((result) => ({
          id: result.id,
          title: result.title,
          said: r.v.t(`activities.unit.${result.unit}`, { count: result.quantity }),
          at: result.confirmed_at ?? r.v.now,
        })),
      }}
    />,
  )
}

const wantedName = (r: Req, line: { item_id: string | null; competence_id: string | null }): string =>
  findItem(line.item_id ?? '')?.names[r.v.lang] ?? findCompetence(line.competence_id ?? '')?.names[r.v.lang] ?? ''

async function numbers(r: Req) {
  const figures = await publishAll(r.ctx.db, { whole: true })
  return page(r, <NumbersPage v={r.v} asOf={figures[0]?.asOf ?? 0} figures={figures} />)
}

async function number(r: Req) {
  const { db } = r.ctx
  const definition = defined(r.param('id'))
  const opens = isOpened(definition)
  const [known, { regions, map }, everywhere, entries] = await Promise.all([
    readKnown(db, [definition]),
    readHomeCountry(db),
    listRegions(db),
    opens
      ? listEntriesBehind(db, definition.id, {
          cursor: cursorOf(r.query('before')),
          limit: ENTRIES_ON_PAGE + 1,
        })
      : [],
  ])
  const published = publish(definition, known, idsOf(regions))
  const cell = askedCell(r, definition, new Set(idsOf(everywhere)))
  if (cell === 'none') throw new NotHere()
  if (cell !== undefined) return showCell(r, published, cell, everywhere)
  const names = new Map(everywhere.map((region) => [region.id, placeName(region, r.v.lang)]))
  const shownEntries = openable(published, entries).slice(0, ENTRIES_ON_PAGE)
  const last = shownEntries.at(-1)
  const nameOf = await partNames(r, published, names)
  const view: NumberView = {
    definition,
    value: published.value,
    ninth: published.ninth,
    tooFew: published.tooFew,
    asOf: published.asOf,
    byMonth: [...published.months].map(([month, value]) => ({ month, value })),
    map,
    regions: valuesOf(r, published, regions),
    entries: shownEntries.map((entry) => listedEntry(published, entry, names)),
    leftOut: published.leftOut,
    nextHref:
      entries.length > shownEntries.length && last !== undefined
        ? `/numbers/${definition.id}?before=${last.position}#entries`
        : undefined,
    parts: published.parts.map((part) => ({ ...part, name: nameOf(part) })),
  }
  return page(r, <NumberPage v={r.v} number={view} />)
}

const CSV = 'text/csv; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'

/** A number as a file: `<id>.csv` holds the entries behind it, `<id>.json` its value and tables. */
async function numberFile(r: Req) {
  const { db } = r.ctx
  const [, id = '', form] = /^(.+)\.(csv|json)$/.exec(r.param('id')) ?? []
  const definition = defined(id)
  const [known, { regions }] = await Promise.all([readKnown(db, [definition]), readHomeCountry(db)])
  const published = publish(definition, known, idsOf(regions))
  if (form === 'json') return download(r, JSON.stringify(numberAsData(published)), `${id}.json`, JSON_TYPE)
  if (definition.state !== 'measured' || definition.numerator !== undefined) throw new NotHere()
  const entries = await listEntriesBehind(db, id, { limit: ENTRIES_IN_FILE })
  return download(r, entriesAsCsv(published, entries), `${id}.csv`, CSV)
}

const fileLimit = { hits: 60, seconds: 60 }

/** Public pages of numbers; whoever may not see a page of persons finds none here. */
export const routes: readonly Route[] = [
  get('/', home, { may: 'anyone' }),
  get('/numbers', numbers, { may: 'anyone' }),
  get('/numbers/doors', showDoors, { may: 'anyone' }),
  get('/numbers/two-definitions', showTwoDefinitions, { may: 'anyone' }),
  get('/numbers/:id', number, { may: 'anyone' }),
  get(
    '/open/numbers.csv',
    async (r) => download(r, dictionaryAsCsv(r.v.t, await publishAll(r.ctx.db)), 'numbers.csv', CSV),
    { may: 'anyone', limit: fileLimit },
  ),
  get(
    '/open/numbers.json',
    async (r) => download(r, JSON.stringify((await publishAll(r.ctx.db)).map(numberAsData)), 'numbers.json', JSON_TYPE),
    { may: 'anyone', limit: fileLimit },
  ),
  get('/open/numbers/:id', numberFile, { may: 'anyone', limit: fileLimit }),
]
