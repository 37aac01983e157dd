import { definitions, type PublishedNumber, publish, readKnown } from '../../indicators'
import { readHomeCountry } from '../../places'
import type { Ctx } from '../../platform'
import type { View } from '../../web'
import { figureOf } from '../figure'
import { countryLine, multiplesPlot, trendPlot } from '../month-lines'
import { funnelPlot, mapPlot } from '../plots'
import type { Report, ReportSection } from '../report'

const groups = ['help', 'goods', 'people', 'reach', 'time', 'trust'] as const
const told = definitions.filter(({ state }) => state === 'measured')
const beside = ['needs-raised', 'needs-verified', 'needs-helped', 'needs-met']

/** The first of a month from untrusted text such as `2026-11`; undefined for anything else. */
export function parseMonth(text: string): string | undefined {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(text)) return undefined
  return `${text}-01`
}

/** The report of a month over the whole country; undefined where the month is none, or still to come. */
export async function reportMonth({ db, clock }: Ctx, v: View, text: string): Promise<Report | undefined> {
  const month = parseMonth(text)
  const today = clock.now().toZonedDateTimeISO(v.zone).toPlainDate().toString()
  if (month === undefined || month > today) return undefined
  const [known, country] = await Promise.all([readKnown(db, told), readHomeCountry(db)])
  const ids = country.regions.map(({ id }) => id)
  const numbers = told.map((definition) => publish(definition, known, ids))
  const ofGroup = (group: string): ReportSection => ({
    id: group,
    title: v.t(`indicators.group.${group}`),
    figures: numbers
      .filter(({ definition, months }) => definition.group === group && months.size > 0)
      .map((number) => figureOf(v, number, { kind: 'month', key: month })),
    plots:
      group === 'time'
        ? numbers.filter(isId('hours-confirmed')).map((number) => trendPlot(v, countryLine(v, number)))
        : [],
    tables: [],
  })
  const named = v.say.month(Temporal.PlainDate.from(month))
  const mapped = numbers.filter(isId('needs-raised')).flatMap((number) => mapPlot(v, number, country) ?? [])
  return {
    kind: 'month',
    subject: text,
    title: v.t('reports.month.title', { month: named }),
    lead: v.t('reports.month.lead'),
    asOf: known.asOf,
    madeAt: v.now,
    path: `/reports/months/${text}`,
    query: '',
    sections: [
      ...groups.map(ofGroup),
      {
        id: 'course',
        title: v.t('reports.section.course'),
        figures: [],
        plots: [
          funnelPlot(v, numbers),
          multiplesPlot(v, {
            id: 'months',
            caption: v.t('reports.multiples'),
            lines: numbers
              .filter(({ definition }) => beside.includes(definition.id))
              .map((number) => countryLine(v, number)),
          }),
          ...mapped,
        ],
        tables: [],
      },
    ],
    notes: [v.t('reports.note.small')],
  }
}

const isId =
  (id: string) =>
  ({ definition }: PublishedNumber): boolean =>
    definition.id === id
