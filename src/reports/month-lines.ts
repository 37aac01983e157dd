import { cellPath, type Definition, type PublishedNumber, type RegionMonths, sayFigure } from '../indicators'
import { multiplesScene, trendScene, type View } from '../web'
import { heard, valued, words } from './cells'
import type { ReportPlot, ReportTable } from './report'

const MONTHS = 12

/** A number month by month under a name; each month opens to its entries where `proof` says where. */
export type MonthLine = {
  readonly definition: Definition
  readonly name: string
  readonly points: readonly { readonly month: string; readonly value: number | null }[]
  readonly proof: (month: string) => string
}

/** The last twelve months up to now by their first days, from the first one that a number has anything of. */
export function monthsToTell(v: View, numbers: readonly PublishedNumber[]): readonly string[] {
  const now = v.now.toZonedDateTimeISO(v.zone).toPlainDate().with({ day: 1 })
  const first = numbers.flatMap(({ months }) => [...months.keys()]).sort()[0] ?? now.toString()
  return Array.from({ length: MONTHS }, (_, ago) => now.subtract({ months: MONTHS - 1 - ago }).toString()).filter(
    (month) => month >= first,
  )
}

const nameOf = (v: View, { id }: Definition) => v.t(`indicators.${id}.name`)

// Months of a sum without an entry are zero; of a median they are nothing.
const filled = ({ measure }: Definition) => (measure === 'count' || measure === 'minutes' ? 0 : null)

/** A number of the whole country by month, as it is published. */
export const countryLine = (v: View, { definition, months }: PublishedNumber): MonthLine => ({
  definition,
  name: nameOf(v, definition),
  points: [...months].map(([month, value]) => ({ month, value })).slice(-MONTHS),
  proof: (month) => cellPath(definition.id, { month }),
})

/** A number of one region by month; of persons there is none. */
export const regionLine = (
  v: View,
  definition: Definition,
  regionId: string,
  { crossed, months, name }: { crossed: RegionMonths; months: readonly string[]; name?: string },
): MonthLine => ({
  definition,
  name: name ?? nameOf(v, definition),
  points: months.map((month) => ({
    month,
    value: crossed.get(definition.id)?.get(regionId)?.get(month) ?? filled(definition),
  })),
  proof: (month) => cellPath(definition.id, { regionId, month }),
})

const monthOf = (v: View) => (month: string) => v.say.month(Temporal.PlainDate.from(month))

const cellOf = (v: View, { definition, proof }: MonthLine, month: string, value: number | null) =>
  valued(
    value,
    value === null ? v.t(definition.aboutPersons ? 'reports.fewer' : 'reports.none') : sayFigure(v, definition, value),
    proof(month),
  )

/** One line from a zero baseline, and the table beside; months that may not be told break the line. */
export function trendPlot(v: View, line: MonthLine): ReportPlot {
  const { definition, name, points } = line
  const caption = v.t('reports.trend', { name })
  return {
    scene: trendScene(heard(caption, ends(v, line)), points, {
      month: monthOf(v),
      value: (value) => sayFigure(v, definition, value),
    }),
    table: {
      id: `month-${definition.id}`.slice(0, 31),
      caption,
      columns: [{ label: v.t('reports.month') }, { label: name, numeric: true }],
      rows: points.map(({ month, value }) => [words(monthOf(v)(month)), cellOf(v, line, month, value)]),
      empty: v.t('reports.nothing'),
    },
  }
}

// The first and the last month that something is known of.
function ends(v: View, { definition, points }: MonthLine): readonly (readonly [string, string])[] {
  const known = points.flatMap(({ month, value }) =>
    value === null ? [] : [[monthOf(v)(month), sayFigure(v, definition, value)] as const],
  )
  return known.length < 2 ? known : [known[0], known.at(-1)].flatMap((one) => (one === undefined ? [] : [one]))
}

type Multiples = { readonly id: string; readonly caption: string; readonly lines: readonly MonthLine[] }

/** Lines of one measure, small and on one scale, so that they can be held against each other; a row of the table for each month. */
export function multiplesPlot(v: View, { id, caption, lines }: Multiples): ReportPlot {
  const months = [...new Set(lines.flatMap(({ points }) => points.map(({ month }) => month)))].sort().slice(-MONTHS)
  const valueIn = ({ points }: MonthLine, month: string) => points.find((one) => one.month === month)?.value ?? null
  return {
    scene: sceneOf(v, caption, lines, months),
    table: {
      id,
      caption,
      columns: [{ label: v.t('reports.month') }, ...lines.map(({ name }) => ({ label: name, numeric: true }))],
      rows: months.map((month) => [
        words(monthOf(v)(month)),
        ...lines.map((line) => cellOf(v, line, month, valueIn(line, month))),
      ]),
      empty: v.t('reports.nothing'),
    },
  }
}

/** The same with a row of the table for each line: many lines, such as all regions. `href`: where the name of a line leads. */
export function rowsPlot(
  v: View,
  {
    id,
    caption,
    lines,
    head,
    months,
    href,
  }: Multiples & {
    readonly head: string
    readonly months: readonly string[]
    readonly href: (at: number) => string
  },
): ReportPlot {
  const table: ReportTable = {
    id,
    caption,
    columns: [{ label: head }, ...months.map((month) => ({ label: monthOf(v)(month), numeric: true }))],
    rows: lines.map((line, at) => [
      words(line.name, href(at)),
      ...line.points.map(({ month, value }) => cellOf(v, line, month, value)),
    ]),
    empty: v.t('reports.nothing'),
  }
  // Many flat lines say nothing: they stand in the table alone.
  const told = lines.filter(({ points }) => points.some(({ value }) => value !== null && value > 0))
  if (told.length === 0 || told.length === lines.length) return { scene: sceneOf(v, caption, lines, months), table }
  return {
    scene: sceneOf(v, caption, told, months),
    table: { ...table, note: v.t('reports.country.drawn', { count: lines.length - told.length }) },
  }
}

const sceneOf = (v: View, caption: string, lines: readonly MonthLine[], months: readonly string[]) =>
  multiplesScene(
    heard(
      caption,
      lines.map((line) => [line.name, ends(v, line).at(-1)?.[1] ?? v.t('reports.none')]),
    ),
    lines.map(({ name, points }) => ({
      name,
      points: months.map((month) => points.find((one) => one.month === month) ?? { month, value: null }),
    })),
    { value: (value) => (lines[0] === undefined ? '' : sayFigure(v, lines[0].definition, value)) },
  )
