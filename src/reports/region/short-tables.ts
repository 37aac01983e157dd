import { CELL_MIN } from '../../indicators'
import { decideShown } from '../../kit/shown-cells'
import { findItem, lineName, sayQuantity } from '../../needs'
import type { View } from '../../web'
import { count, valued, words } from '../cells'
import type { ReportTable } from '../report'
import type { RegionState } from './read-region'

type Short = RegionState['short'][number]

const isHealth = ({ item }: Short) => item !== null && findItem(item)?.healthRelated === true

/**
 * What checked requests still ask for and nobody promised: things and competences apart. Without `full`, health-related things are one
 * group, and a row stands for five requests at least; what is left unsaid is none or five.
 */
export function shortTables(v: View, short: RegionState['short'], full: boolean): readonly ReportTable[] {
  return [
    table(
      v,
      'items',
      short.filter(({ item }) => item !== null),
      full,
    ),
    table(
      v,
      'competences',
      short.filter(({ competence }) => competence !== null),
      full,
    ),
  ]
}

function table(v: View, id: 'items' | 'competences', rows: readonly Short[], full: boolean): ReportTable {
  const grouped = full ? rows : rows.filter((row) => !isHealth(row))
  const health = full ? 0 : rows.filter(isHealth).reduce((sum, { needs }) => sum + needs, 0)
  const total = rows.reduce((sum, { needs }) => sum + needs, 0)
  const cells = [
    ...grouped.map((row) => ({ key: `${row.item ?? row.competence} ${row.unit}`, count: row.needs, row })),
    ...(health === 0 ? [] : [{ key: 'health', count: health, row: undefined }]),
  ]
  const shown = full ? cells : decideShown(cells, total, CELL_MIN)
  const said = shown.reduce((sum, cell) => sum + cell.count, 0)
  return {
    id,
    caption: v.t(`reports.short.${id}`),
    columns: [
      { label: v.t(`reports.short.${id}.name`) },
      { label: v.t('reports.requests'), numeric: true },
      { label: v.t('reports.short.open'), numeric: true },
    ],
    rows: shown.map(({ row, count: needs }) => [
      words(
        row === undefined
          ? v.t('needs.line.health')
          : lineName(v, { item_id: row.item, competence_id: row.competence }),
      ),
      count(v, needs, ''),
      row === undefined ? valued(null, '') : valued(row.open, sayQuantity(v, row.open, row.unit)),
    ]),
    ...(said < total && shown.length > 0 ? { note: v.t('reports.short.rest', { count: total - said }) } : {}),
    empty: total === 0 ? v.t('reports.short.none') : v.t('reports.short.few', { count: total }),
  }
}
