import type { Room } from '../platform'
import { indicatorOperations } from './api'
import { measureFairness } from './measure-fairness'
import { recountWhereRedefined } from './rebuild-totals'
import { routes } from './routes'
import { totalsFollower } from './totals-follower'

export { cellPath } from './asked-cell'
export type { Count } from './count'
export { countedKinds, countsOf } from './counts-of'
export type { Breakdown, Definition, Measure, Period, Source, Unit } from './definition'
export { isOpened, smallCellRule } from './definition'
export { definitionAsData } from './definition-as-data'
export { definitions, findDefinition } from './definitions'
export { cursorOf } from './listed-entry'
export { measureFairness } from './measure-fairness'
export { numberAsData } from './open-data'
export { missing as sayMissing, sayFigure } from './pages/said'
export { publishAll } from './publish-all'
export { type PublishedNumber, publish } from './published'
export { readKnown } from './queries'
export { rebuildTotals, totalsTables } from './rebuild-totals'
export { isCrossed, type RegionMonths, readRegionMonths } from './region-months'
export { applyRules, type Rule, type Ruled, type RuledEntry } from './rule'
export { CELL_MIN, suppress } from './suppress'
export { totalsFollower } from './totals-follower'

/** Numbers that anyone can open: home page, list, each number down to its entries. */
export const indicatorsRoom: Room = {
  name: 'indicators',
  routes,
  operations: indicatorOperations,
  followers: () => [totalsFollower],
  opened: recountWhereRedefined,
  jobs: [{ name: 'indicators.measure-fairness', everyMinutes: 60, run: measureFairness }],
}
