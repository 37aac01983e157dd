import {
  cellPath,
  findDefinition,
  isCrossed,
  type PublishedNumber,
  publish,
  readKnown,
  readRegionMonths,
  sayFigure,
} from '../../indicators'
import { type HomeCountry, placeName, readHomeCountry } from '../../places'
import type { Ctx } from '../../platform'
import type { View } from '../../web'
import { valued, words } from '../cells'
import { figureOf } from '../figure'
import { monthsToTell, regionLine, rowsPlot } from '../month-lines'
import { funnelPlot, funnelSteps, mapPlot } from '../plots'
import type { Report, ReportTable } from '../report'

const columns = ['needs-raised', 'needs-met', 'share-right', 'first-yes-wait', 'help-wait'] as const
const byMonth = ['needs-raised', 'help-wait'] as const
const mapped = ['needs-raised', 'needs-met'] as const

const defined = [
  ...new Set([...columns, ...funnelSteps.flatMap(({ id, wait }) => (wait === undefined ? [id] : [id, wait]))]),
].flatMap((id) => findDefinition(id) ?? [])

/** All regions side by side: each month by month on one scale, on maps, and in one table that leads to the page of each. */
export async function reportCountry({ db, clock }: Ctx, v: View): Promise<Report> {
  const country = await readHomeCountry(db)
  const ids = country.regions.map(({ id }) => id)
  const yearAgo = clock.now().toZonedDateTimeISO(v.zone).toPlainDate().with({ day: 1 }).subtract({ months: 11 })
  const [known, crossed] = await Promise.all([
    readKnown(db, defined, { parts: false }),
    readRegionMonths(
      db,
      defined.filter((one) => isCrossed(one) && (byMonth as readonly string[]).includes(one.id)),
      ids,
      yearAgo,
    ),
  ])
  const numbers = defined.map((definition) => publish(definition, known, ids))
  const told = (wanted: readonly string[]) =>
    wanted.flatMap((id) => numbers.find(({ definition }) => definition.id === id) ?? [])
  const nothing = { figures: [], plots: [], tables: [] }
  return {
    kind: 'country',
    subject: 'regions',
    title: v.t('reports.country.title'),
    lead: v.t('reports.country.lead'),
    asOf: known.asOf,
    madeAt: v.now,
    path: '/regions',
    query: '',
    sections: [
      {
        ...nothing,
        id: 'regions',
        title: v.t('reports.section.regions'),
        figures: told(columns).map((number) => figureOf(v, number)),
        tables: [regionsTable(v, country, told(columns))],
      },
      {
        ...nothing,
        id: 'months',
        title: v.t('reports.section.months'),
        plots: told(byMonth).map((number) => {
          const { definition } = number
          const months = monthsToTell(v, [number])
          return rowsPlot(v, {
            id: `months-${definition.id}`,
            caption: v.t('reports.country.months', { name: v.t(`indicators.${definition.id}.name`) }),
            head: v.t('reports.region'),
            months,
            lines: country.regions.map((region) =>
              regionLine(v, definition, region.id, { crossed, months, name: placeName(region, v.lang) }),
            ),
            href: (at) => `/regions/${ids[at]}`,
          })
        }),
      },
      {
        ...nothing,
        id: 'maps',
        title: v.t('reports.section.maps'),
        plots: told(mapped).flatMap((number) => mapPlot(v, number, country) ?? []),
      },
      { ...nothing, id: 'course', title: v.t('reports.section.course'), plots: [funnelPlot(v, numbers)] },
    ].filter(({ plots, tables }) => plots.length > 0 || tables.length > 0),
    notes: [v.t('reports.note.small')],
  }
}

const regionsTable = (v: View, { regions }: HomeCountry, numbers: readonly PublishedNumber[]): ReportTable => ({
  id: 'regions',
  caption: v.t('reports.country.table'),
  folds: true,
  columns: [
    { label: v.t('reports.region') },
    ...numbers.map(({ definition }) => ({ label: v.t(`indicators.${definition.id}.name`), numeric: true })),
  ],
  rows: regions.map((region) => [
    words(placeName(region, v.lang), `/regions/${region.id}`),
    ...numbers.map(({ definition, regions: cells }) => {
      const value = cells.get(region.id) ?? null
      const said = value === null ? v.t('reports.none') : sayFigure(v, definition, value)
      return valued(value, said, cellPath(definition.id, { regionId: region.id }))
    }),
  ]),
  empty: v.t('reports.nothing'),
})
