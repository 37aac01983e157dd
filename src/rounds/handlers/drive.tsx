import { isId } from '../../kit/ids'
import { parseMoment } from '../../kit/moment'
import { parseQuantity } from '../../needs'
import { keepUntil, NotHere, page, type Req, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { lookAtRound } from '../commands/look-at-round'
import { printSheet } from '../commands/print-sheet'
import { reportStop } from '../commands/report-stop'
import { DrivePage } from '../pages/drive-page'
import { SheetPage } from '../pages/sheet-page'
import { findRound, type GoodsView, readGoods, readStops } from '../queries/find-round'
import { parseCode, refusalReasons, stopReports } from '../round'

async function getDriven(r: Req) {
  const id = r.param('id')
  const [round, doors] = isId(id) ? [await findRound(r.ctx.db, id), await lookAtRound(r.ctx, id)] : []
  if (round === undefined || doors?.ok !== true) throw new NotHere()
  return { round, doors: doors.value }
}

async function showWith(r: Req, error?: string, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { round, doors } = await getDriven(r)
  const [stops, goods] = [await readStops(r.ctx.db, [round.id]), await readGoods(r.ctx.db, [round.id])]
  if (status === 200) keepUntil(r, doors.until)
  const v = viewInZone(r.v, round.zone)
  return page(r, <DrivePage v={v} round={round} stops={stops} goods={goods} doors={doors} error={error} />, status)
}

/** GET /me/rounds/:id */
export const showDrive = (r: Req): Promise<Response> => showWith(r)

/** How many of each thing, as typed; null where something is no number of it. */
function readQuantities(r: Req, goods: readonly GoodsView[]): Record<string, number> | null {
  const quantities: Record<string, number> = {}
  for (const one of goods) {
    const typed = r.form[`many-${one.id}`]?.trim()
    if (typed === undefined) continue
    const unit = one.kit === null ? one.unit : 'piece'
    const many = /^0+$/.test(typed) ? 0 : parseQuantity(typed, unit as 'piece')
    if (many === undefined) return null
    quantities[one.id] = many
  }
  return quantities
}

/** POST /me/rounds/:id/stops/:stop */
export async function report(r: Req): Promise<Response> {
  const [roundId, stopId] = [r.param('id'), r.param('stop')]
  const what = parseCode(stopReports, r.form.what)
  if (!isId(roundId) || !isId(stopId) || what === undefined) throw new NotHere()
  const stop = (await readStops(r.ctx.db, [roundId])).find(({ id }) => id === stopId)
  if (stop === undefined) throw new NotHere()
  const goods = (await readGoods(r.ctx.db, [roundId])).filter(({ fromStopId, toStopId }) =>
    [fromStopId, toStopId].includes(stopId),
  )
  const quantities = readQuantities(r, goods)
  if (quantities === null) return showWith(r, r.v.t('rounds.error.report.wrong-quantity'), 422)
  // What is not ticked stays where it lies.
  if (stop.kind === 'load' && what === 'done')
    for (const { id } of goods) if (!r.all('taken').includes(id)) quantities[id] = 0
  const done = await reportStop(r.ctx, {
    roundId,
    stopId,
    what,
    saidAt: parseMoment(r.form.at) ?? r.ctx.clock.now(),
    quantities,
    reason: what === 'refused' ? parseCode(refusalReasons, r.form[`reason-${stopId}`]) : undefined,
    code: r.form[`code-${stopId}`]?.slice(0, 20),
  })
  if (done.ok) {
    if (done.value.isRoundDone) return seeOther(r, '/me', 'rounds.said.done')
    const said = done.value.gone > 0 ? 'gone' : done.value.codeSaid === false ? 'code-wrong' : what
    return seeOther(r, `/me/rounds/${roundId}#stop-${stopId}`, `rounds.said.${said}`)
  }
  const { error } = done
  if (error.kind === 'unknown' || error.kind === 'forbidden') throw new NotHere(error.kind === 'forbidden' ? 403 : 404)
  if (error.kind === 'not-running') throw new NotHere(410)
  if (error.kind === 'conflict')
    return showWith(r, r.v.t('rounds.error.report.conflict', { state: r.v.t(`rounds.stop.${error.state}`) }), 409)
  return showWith(r, r.v.t(`rounds.error.report.${error.kind}`), 422)
}

/** GET /me/rounds/:id/sheet: with the doors of those who go there. */
export async function showOwnSheet(r: Req): Promise<Response> {
  const { round, doors } = await getDriven(r)
  const [stops, goods] = [await readStops(r.ctx.db, [round.id]), await readGoods(r.ctx.db, [round.id])]
  const { number, destroyBy } = await printSheet(r.ctx, round, r.v.now)
  return page(
    r,
    <SheetPage
      v={viewInZone(r.v, round.zone)}
      round={round}
      stops={stops}
      goods={goods}
      doors={doors}
      number={`${round.reference}-${number}`}
      destroyBy={destroyBy}
      path={`/me/rounds/${round.id}`}
    />,
  )
}
