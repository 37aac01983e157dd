import { writeCsv } from '../kit/write-csv'
import type { translator } from '../web'
import { amountOf, openable, type PublishedNumber, placeOf } from './published'
import type { OpenedEntry } from './queries'

/** The entries behind a number as CSV, with a second header row of HXL tags. */
export const entriesAsCsv = (number: PublishedNumber, entries: readonly OpenedEntry[]): string =>
  writeCsv([
    ['position', 'kind', 'region', 'day', 'amount', 'counted', 'reason'],
    ['#meta+position', '#meta+kind', '#adm1+code', '#date', '#indicator+value', '#meta+counted', '#meta+reason'],
    ...openable(number, entries).map((entry) => {
      const { region, day } = placeOf(number, entry)
      const counted = entry.excluded === null ? 'yes' : 'no'
      return [entry.position, entry.kind, region, day, amountOf(number.definition, entry), counted, entry.excluded]
    }),
  ])

/** A number with its tables as data; the same through the interface and as a file. `null` is never zero. */
export const numberAsData = ({
  definition,
  value,
  ninth,
  tooFew,
  asOf,
  regions,
  months,
  parts,
  leftOut,
}: PublishedNumber) => ({
  id: definition.id,
  version: definition.version,
  measure: definition.measure,
  source: definition.source,
  state: tooFew ? ('too-few' as const) : definition.state,
  value,
  nineOfTen: ninth,
  asOf,
  regions: [...regions].map(([region, cellValue]) => ({ region, value: cellValue })),
  months: [...months].map(([month, cellValue]) => ({ month: month.slice(0, 7), value: cellValue })),
  parts: parts.map((part) => ({
    by: part.dimension,
    key: part.key,
    value: part.value,
    nineOfTen: part.ninth,
    of: part.of,
  })),
  leftOut: [...leftOut].map(([reason, entries]) => ({ reason, entries })),
})

/** The data dictionary: what each number means, whom it is about, what it leaves out, and what it is now. */
export const dictionaryAsCsv = (t: ReturnType<typeof translator>, numbers: readonly PublishedNumber[]): string =>
  writeCsv([
    ['id', 'name', 'meaning', 'population', 'leaves_out', 'measure', 'source', 'version', 'state', 'value', 'as_of'],
    [
      '#indicator+code',
      '#indicator+name',
      '#description',
      '#population+description',
      '#description+excluded',
      '#indicator+type',
      '#meta+source',
      '#meta+version',
      '#status',
      '#indicator+value',
      '#meta+position',
    ],
    ...numbers.map((number) => {
      const { id, measure, source, version, state, value, asOf } = numberAsData(number)
      const said = ['name', 'means', 'population', 'leavesOut'].map((part) => t(`indicators.${id}.${part}`))
      return [id, ...said, measure, source, version, state, value, asOf]
    }),
  ])
