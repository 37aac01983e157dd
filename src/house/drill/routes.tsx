import { get, page, post, type Req, type Route, seeOther } from '../../platform'
import { DrillPage } from './drill-page'
import { type DrillSize, drillSizes, findDrill, findDrillObstacle, startDrill } from './run-drill'

const show = (r: Req, error?: string) =>
  page(r, <DrillPage v={r.v} run={findDrill(r.ctx.config)} error={error} />, error === undefined ? 200 : 422)

const isSize = (word: string | undefined): word is DrillSize => word !== undefined && Object.hasOwn(drillSizes, word)

async function start(r: Req): Promise<Response> {
  const { size } = r.form
  if (!isSize(size)) return show(r, r.v.t('house.drill.sizeMissing'))
  // One that plays in this process answers for itself.
  const obstacle = findDrill(r.ctx.config)?.state === 'running' ? undefined : await findDrillObstacle(r.ctx.db)
  if (obstacle !== undefined) return show(r, r.v.t(`house.drill.obstacle.${obstacle}`))
  const started = startDrill(r.ctx.config, size)
  return seeOther(r, '/desk/drill', started ? 'house.said.drillStarted' : 'house.said.drillRuns')
}

async function stop(r: Req): Promise<Response> {
  const run = findDrill(r.ctx.config)
  if (run?.state === 'running') run.stop()
  return seeOther(r, '/desk/drill', 'house.said.drillStops')
}

/** A drill in a space of its own, from the desk. It records nothing: nothing live changes. */
export const drillRoutes: readonly Route[] = [
  get('/desk/drill', (r) => show(r), { may: 'dispatch:run' }),
  post('/desk/drill', start, { may: 'dispatch:run', records: [], limit: { hits: 10, seconds: 600 } }),
  post('/desk/drill/stop', stop, { may: 'dispatch:run', records: [] }),
]
