import { isId } from '../../kit/ids'
import { timeNear } from '../../kit/moment'
import { parseQuantity } from '../../needs'
import { registerSheets } from '../../paper'
import { allowCodeReader, type Ctx, may, NotHere, page, type Req } from '../../platform'
import { viewInZone } from '../../web'
import { reportStop } from '../commands/report-stop'
import { LinesPage, type StopOutcome } from '../pages/lines-page'
import { goodsOf } from '../pages/say-goods'
import { lineOfStop } from '../pages/stop-block'
import {
  findRound,
  findRoundByReference,
  type GoodsView,
  type RoundView,
  readGoods,
  readStops,
  type StopView,
} from '../queries/find-round'
import { isAhead, parseCode, refusalReasons, type StopReport, stopReports } from '../round'

const mayRun = (ctx: Ctx, round: RoundView): boolean =>
  may(ctx, 'dispatch:run', { organizationId: round.organization_id, regionId: round.region_id })

async function getRun(r: Req): Promise<RoundView> {
  const id = r.param('id')
  const round = isId(id) ? await findRound(r.ctx.db, id) : undefined
  if (round === undefined) throw new NotHere()
  if (!mayRun(r.ctx, round)) throw new NotHere(403)
  return round
}

registerSheets(async (ctx, number, line) => {
  const round = await findRoundByReference(ctx.db, number)
  if (round === undefined) return undefined
  // Whoever drives has the round itself before them, which opens for nobody else.
  if (!mayRun(ctx, round)) return `/me/rounds/${round.id}`
  return line === undefined ? `/rounds/${round.id}/lines` : `/rounds/${round.id}/lines?line=${line}#line-${line}`
})

const readRound = async (r: Req, round: RoundView) => ({
  stops: await readStops(r.ctx.db, [round.id]),
  goods: await readGoods(r.ctx.db, [round.id]),
})

/** GET /rounds/:id/lines: the delivery sheet, to be entered. */
export async function showLines(r: Req): Promise<Response> {
  const round = await getRun(r)
  const v = viewInZone(r.v, round.zone)
  allowCodeReader(r)
  return page(r, <LinesPage v={v} round={round} {...(await readRound(r, round))} line={r.query('line')} />)
}

/** POST /rounds/:id/lines: each stop by itself and in order, so that one that does not fit holds up no other. */
export async function enterLines(r: Req): Promise<Response> {
  const round = await getRun(r)
  const { stops, goods } = await readRound(r, round)
  const outcomes = new Map<string, StopOutcome>()
  for (const stop of stops) {
    const line = lineOfStop(stop)
    const what = parseCode(stopReports, r.form[`what-${line}`])
    if (what === undefined || what === 'arrived') continue
    outcomes.set(line, await enterStop(r, round, stop, goodsOf(stop, goods), what))
  }
  const isRefused = [...outcomes.values()].some((one) => typeof one === 'object')
  const v = viewInZone(r.v, round.zone)
  allowCodeReader(r)
  const now = await readRound(r, round)
  return page(
    r,
    <LinesPage v={v} round={round} {...now} outcomes={outcomes} {...(isRefused ? { typed: r.form } : {})} />,
    isRefused ? 422 : 200,
  )
}

async function enterStop(
  r: Req,
  round: RoundView,
  stop: StopView,
  goods: readonly GoodsView[],
  what: StopReport,
): Promise<StopOutcome> {
  // The same sheet entered twice, by whomever: it counts once. Another end than the one recorded is shown with both.
  if (!isAhead(stop.state)) return stop.state === what ? 'known' : bothSides(r, stop.state, what)
  const line = lineOfStop(stop)
  const quantities = readQuantities(r, line, stop, goods)
  // Where no time is written, it was as planned.
  const typedAt = r.form[`at-${line}`] ?? ''
  const at = typedAt === '' ? stop.arrives_at : timeNear(typedAt, stop.arrives_at, round.zone)
  if (quantities === undefined) return { refusal: r.v.t('rounds.error.report.wrong-quantity') }
  if (at === undefined) return { refusal: r.v.t('rounds.lines.wrongTime') }
  const done = await reportStop(lineCtx(r.ctx, line), {
    roundId: round.id,
    stopId: stop.id,
    what,
    saidAt: at,
    quantities,
    reason: what === 'refused' ? parseCode(refusalReasons, r.form[`reason-${line}`]) : undefined,
  })
  if (done.ok) return 'recorded'
  const { error } = done
  if (error.kind === 'forbidden') throw new NotHere(403)
  if (error.kind === 'conflict') return error.state === what ? 'known' : bothSides(r, error.state, what)
  if (error.kind === 'unknown' || error.kind === 'not-running') return { refusal: r.v.t('rounds.lines.notRunning') }
  return { refusal: r.v.t(`rounds.error.report.${error.kind}`) }
}

const bothSides = (r: Req, recorded: string, what: StopReport): StopOutcome => ({
  refusal: r.v.t('rounds.lines.conflict', {
    recorded: r.v.t(`rounds.stop.${recorded}`),
    paper: r.v.t(`rounds.stop.${what}`),
  }),
})

/** Each line is a repeat of its own: the same sheet sent again answers for each as it did the first time. */
const lineCtx = (ctx: Ctx, line: string): Ctx =>
  ctx.idempotency === undefined
    ? ctx
    : { ...ctx, idempotency: { ...ctx.idempotency, key: `${ctx.idempotency.key} ${line}` } }

/** How many of each thing; undefined where something is no number of it. */
function readQuantities(
  r: Req,
  line: string,
  stop: StopView,
  goods: readonly GoodsView[],
): Record<string, number> | undefined {
  const quantities: Record<string, number> = {}
  for (const one of goods) {
    if (stop.kind === 'load') {
      if (r.form[`left-${line}-${one.id}`] === 'yes') quantities[one.id] = 0
      continue
    }
    const typed = r.form[`many-${line}-${one.id}`]?.trim() ?? ''
    if (typed === '') continue
    const unit = one.kit === null ? one.unit : 'piece'
    const many = /^0+$/.test(typed) ? 0 : parseQuantity(typed, unit as 'piece')
    if (many === undefined) return undefined
    quantities[one.id] = many
  }
  return quantities
}
