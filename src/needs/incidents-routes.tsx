import { listRegions, placeName } from '../places'
import { get, may, NotHere, page, post, type Req, type Route, seeOther } from '../platform'
import { closeIncident, hazards, startIncident } from './commands/incidents'
import { needIn } from './desk-routes'
import { parseCode } from './need'
import { IncidentsPage } from './pages/incidents-page'
import { listIncidents } from './queries/incidents'

async function show(r: Req, errors: Readonly<Record<string, string>> = {}): Promise<Response> {
  const own = (await listRegions(r.ctx.db)).filter((region) =>
    may(r.ctx, 'region:review', { regionId: region.id, organizationId: null }),
  )
  const incidents = await listIncidents(
    r.ctx.db,
    own.map((region) => region.id),
  )
  const regions = own.map(({ id, names }) => ({ id, name: placeName(names, r.v.lang) }))
  return page(
    r,
    <IncidentsPage v={r.v} incidents={incidents} regions={regions} typed={r.form} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

async function start(r: Req): Promise<Response> {
  const hazard = parseCode(hazards, r.form.hazard)
  const name = (r.form.name ?? '').trim().slice(0, 120)
  if (name === '' || hazard === undefined) return show(r, { name: r.v.t('needs.incidents.name.missing') })
  const started = await startIncident(r.ctx, {
    regionId: r.form.region ?? '',
    name,
    hazard,
    drill: r.form.drill === 'yes',
  })
  if (!started.ok) throw new NotHere(started.error.kind === 'forbidden' ? 403 : 404)
  return seeOther(r, '/incidents', 'needs.done.incidentStarted')
}

async function close(r: Req): Promise<Response> {
  const closed = await closeIncident(r.ctx, needIn(r))
  if (!closed.ok) throw new NotHere(closed.error.kind === 'forbidden' ? 403 : 404)
  return seeOther(r, '/incidents', 'needs.done.incidentClosed')
}

export const incidentsRoutes: readonly Route[] = [
  get('/incidents', (r) => show(r), { may: 'region:review' }),
  post('/incidents', start, { may: 'region:review', records: ['incident.started'] }),
  post('/incidents/:id/close', close, { may: 'region:review', records: ['incident.closed'] }),
]
