import { suppress } from '../../indicators'
import { urgencies } from '../../needs'
import type { View } from '../../web'
import { count, words } from '../cells'
import type { ReportTable } from '../report'
import { ages, type RegionState } from './read-region'

/** Needs that nobody met yet, by urgency and age. Without `full`, cells of one to four are hidden, and another where it would tell. */
export function unmetTable(v: View, unmet: RegionState['unmet'], full: boolean): ReportTable {
  const cells = urgencies.flatMap((urgency) =>
    ages.map((age) => ({
      key: `${urgency} ${age}`,
      value: unmet.find((one) => one.urgency === urgency && one.age === age)?.needs ?? 0,
    })),
  )
  const shown = new Map((full ? cells : suppress(cells)).map(({ key, value }) => [key, value]))
  return {
    id: 'unmet',
    caption: v.t('reports.unmet'),
    columns: [
      { label: v.t('reports.urgency') },
      ...ages.map((age) => ({ label: v.t(`reports.age.${age}`), numeric: true })),
    ],
    rows: urgencies.map((urgency) => [
      words(v.t(`needs.urgency.${urgency}`)),
      ...ages.map((age) => count(v, shown.get(`${urgency} ${age}`) ?? null, v.t('reports.fewer'))),
    ]),
    ...([...shown.values()].includes(null) ? { note: v.t('reports.hidden') } : {}),
    empty: v.t('reports.nothing'),
  }
}
