import { findItem } from '../needs'
import { sayPhone } from '../people'
import { placeName, type Region, readHomeCountry } from '../places'
import { type Db, download, get, NotHere, page, type Req, type Route } from '../platform'
import { findCompetence } from '../training'
import type { RegionValue } from '../web'
import type { Definition } from './definition'
import { definitions, findDefinition } from './definitions'
import { HomePage } from './pages/home-page'
import { NumberPage, type NumberView } from './pages/number-page'
import { NumbersPage } from './pages/numbers-page'
import {
  type Figure,
  figureOf,
  listConfirmedResults,
  listEntriesBehind,
  listNeededNow,
  readFigures,
  readMedians,
  readPeople,
} from './queries'
import { shownCells } from './small-cells'

const homeFigures = ['needs-met', 'first-yes-wait', 'share-right']
const mapFigure = 'needs-raised'
const ENTRIES_ON_PAGE = 50
const ENTRIES_IN_FILE = 100_000
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

// What the home page's numbers are made of.
const homeSums = [mapFigure, ...homeFigures, ...homeFigures.flatMap((id) => defined(id).over ?? [])]

function regionValues(
  r: Req,
  definition: Definition,
  figure: Figure | undefined,
  regions: readonly Region[],
  people?: ReadonlyMap<string, number>,
): RegionValue[] {
  const cells = regions.map((region) => ({
    key: region.id,
    value: figure?.byRegion.get(region.id) ?? 0,
    people: (people ?? figure?.entriesByRegion)?.get(region.id) ?? 0,
  }))
  const shown = shownCells(definition, cells)
  return regions.map((region) => ({
    code: region.id,
    name: placeName(region, r.v.lang),
    value: shown.get(region.id) ?? null,
  }))
}

// One entry is one person where a person counts once; minutes need their people counted apart.
const peopleBehind = (db: Db, definition: Definition) =>
  definition.measure === 'minutes' ? readPeople(db, definition.id) : Promise.resolve(undefined)

async function home(r: Req) {
  const { db, config } = r.ctx
  const { phone } = config
  const [{ asOf, figures }, medians, { regions, map }, needed, results] = await Promise.all([
    readFigures(db, homeSums),
    readMedians(db, homeFigures),
    readHomeCountry(db),
    listNeededNow(db, NEEDED_READ),
    listConfirmedResults(db, RESULTS_SHOWN),
  ])
  return page(
    r,
    <HomePage
      v={r.v}
      home={{
        asOf,
        map,
        figures: homeFigures.map(defined).map((definition) => ({
          definition,
          value: figureOf(definition, figures, medians),
          trend: figures.get(definition.id)?.byMonth.map(({ value }) => value) ?? [],
        })),
        regions: regionValues(r, defined(mapFigure), figures.get(mapFigure), regions),
        needed: needed
          .slice(0, NEEDED_SHOWN)
          .map((line) => ({ name: wantedName(r, line), requests: Number(line.lines) })),
        notNeeded: oftenUnasked
          .filter((id) => !needed.some((line) => line.item_id === id))
          .flatMap((id) => findItem(id)?.names[r.v.lang].toLocaleLowerCase(r.v.lang) ?? []),
        phone: phone === undefined ? undefined : { dialled: phone, written: sayPhone(phone) },
        results: results.map((result) => ({
          id: result.id,
          title: result.title,
          said: `${r.v.say.number(result.quantity)} ${unitWord(r, result.unit)}`,
          at: result.confirmed_at ?? r.v.now,
        })),
      }}
    />,
  )
}

const wantedName = (r: Req, line: { item_id: string | null; competence_id: string | null }): string =>
  findItem(line.item_id ?? '')?.names[r.v.lang] ?? findCompetence(line.competence_id ?? '')?.names[r.v.lang] ?? ''

// Units of results are an organizer's own words, except for the few the product offers itself.
const offeredUnits = ['piece', 'person', 'household', 'metre', 'kilogram', 'hour', 'visit']
const unitWord = (r: Req, unit: string): string =>
  offeredUnits.includes(unit) ? r.v.t(`indicators.unit.${unit}`) : unit

async function numbers(r: Req) {
  const { db } = r.ctx
  const [{ asOf, figures }, medians] = await Promise.all([readFigures(db), readMedians(db)])
  return page(
    r,
    <NumbersPage
      v={r.v}
      asOf={asOf}
      figures={definitions.map((definition) => ({ definition, value: figureOf(definition, figures, medians) }))}
    />,
  )
}

async function number(r: Req) {
  const { db } = r.ctx
  const definition = defined(r.param('id'))
  const cursor = Number(r.query('before'))
  const opens = definition.state === 'measured' && definition.over === undefined
  const [{ asOf, figures }, medians, { regions, map }, people, entries] = await Promise.all([
    readFigures(db, [definition.id, ...(definition.over ?? [])]),
    readMedians(db, [definition.id]),
    readHomeCountry(db),
    peopleBehind(db, definition),
    opens
      ? listEntriesBehind(db, definition.id, {
          cursor: Number.isSafeInteger(cursor) && cursor > 0 ? cursor : undefined,
          limit: ENTRIES_ON_PAGE + 1,
        })
      : [],
  ])
  const figure = figures.get(definition.id)
  const summed = definition.measure === 'count' || definition.measure === 'minutes'
  const values = summed && figure !== undefined ? regionValues(r, definition, figure, regions, people) : []
  const months = shownCells(
    definition,
    (summed ? (figure?.byMonth ?? []) : []).map(({ month, value, entries: counted }) => ({
      key: month,
      value,
      people: people === undefined ? counted : (people.get(month) ?? 0),
    })),
  )
  const open = new Set(values.filter(({ value }) => value !== null).map(({ code }) => code))
  const names = new Map(regions.map((region) => [region.id, placeName(region, r.v.lang)]))
  const shownEntries = entries.slice(0, ENTRIES_ON_PAGE)
  const last = shownEntries.at(-1)
  const view: NumberView = {
    definition,
    value: figureOf(definition, figures, medians),
    asOf,
    byMonth: [...months].map(([month, value]) => ({ month, value })),
    map,
    regions: values,
    entries: shownEntries.map(({ regionId, day, ...entry }) => {
      const sealed = definition.aboutPersons && !open.has(regionId)
      return { ...entry, regionName: sealed ? null : (names.get(regionId) ?? regionId), day: sealed ? null : day }
    }),
    nextHref:
      entries.length > ENTRIES_ON_PAGE && last !== undefined
        ? `/numbers/${definition.id}?before=${last.position}#entries`
        : undefined,
  }
  return page(r, <NumberPage v={r.v} number={view} />)
}

/** The entries behind a number as CSV, with a second header row of HXL tags. */
async function numberFile(r: Req) {
  const { db } = r.ctx
  const definition = defined(r.param('id').replace(/\.csv$/, ''))
  if (!r.param('id').endsWith('.csv') || definition.state !== 'measured') throw new NotHere()
  const [{ figures }, { regions }, people, entries] = await Promise.all([
    readFigures(db, [definition.id]),
    readHomeCountry(db),
    peopleBehind(db, definition),
    listEntriesBehind(db, definition.id, { limit: ENTRIES_IN_FILE }),
  ])
  const open = new Set(
    regionValues(r, definition, figures.get(definition.id), regions, people)
      .filter(({ value }) => value !== null)
      .map(({ code }) => code),
  )
  const lines = [
    'position,kind,region,day,amount,counted,reason',
    '#meta+position,#meta+kind,#adm1+code,#date,#indicator+value,#meta+counted,#meta+reason',
  ]
  for (const entry of entries) {
    const sealed = definition.aboutPersons && !open.has(entry.regionId)
    lines.push(
      [
        entry.position,
        entry.kind,
        sealed ? '' : entry.regionId,
        sealed ? '' : entry.day,
        entry.amount,
        entry.excluded === null ? 'yes' : 'no',
        entry.excluded ?? '',
      ].join(','),
    )
  }
  return download(r, `${lines.join('\r\n')}\r\n`, `${definition.id}.csv`, 'text/csv; charset=utf-8')
}

/** Public pages of numbers; whoever may not see a page of persons finds none here. */
export const routes: readonly Route[] = [
  get('/', home, { may: 'anyone' }),
  get('/numbers', numbers, { may: 'anyone' }),
  get('/numbers/:id', number, { may: 'anyone' }),
  get('/open/numbers/:id', numberFile, { may: 'anyone', limit: { hits: 60, seconds: 60 } }),
]
