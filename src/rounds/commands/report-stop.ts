import { tooManyCodeTries } from '../../goods'
import { err, ok, type Result } from '../../kit/result'
import { lockNeed } from '../../needs'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { roundChanged, roundLeft, stopReported } from '../entries'
import { mayReport, type StopKind, type StopRefusal, type StopReport } from '../round'
import { endIfDone } from '../steps/end-round'
import { type Ended, endStop, isQuantity } from '../steps/end-stop'
import {
  aboutRound,
  type GoodsRow,
  isAssigned,
  listGoods,
  listStops,
  lockRound,
  type RoundRow,
  type StopRow,
} from '../steps/lock-round'
import { dropEmptyStops } from '../steps/reroute'
import { lastSeen, retime } from '../steps/retime'
import { speakerOf } from '../steps/speaker'
import { tellHelped, tellNext } from '../steps/tell-helped'

/** What happened at a stop. */
export type ReportStop = {
  readonly roundId: string
  readonly stopId: string
  readonly what: StopReport
  /** When, by the clock of whoever drives: a report made with no network comes later. */
  readonly saidAt: Temporal.Instant
  /** How many of each thing, by the id of the goods in the round; what is not named counts as all of it. */
  readonly quantities?: Readonly<Record<string, number>>
  /** Owed where something is refused. */
  readonly reason?: StopRefusal | undefined
  /** Four digits that the person helped or their companion said; empty: none were said. */
  readonly code?: string | undefined
}

/** Why a report is not taken. `conflict`: something else was recorded of this stop before; both are shown to a person. */
export type ReportStopError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-running' | 'reason-missing' | 'wrong-quantity' }
  | { readonly kind: 'conflict'; readonly state: string }

/** A report taken. `gone`: things that were to be loaded and were not there any more. */
export type ReportedStop = {
  readonly state: string
  readonly version: number
  readonly gone: number
  readonly codeSaid: boolean | null
  readonly isRoundDone: boolean
}

/** Entries of a report. */
export const reportRecords = [
  'round.left',
  'round.stop-reported',
  'round.changed',
  'round.done',
  'pledge.sent',
  'pledge.delivered',
  'pledge.brought-back',
  'pledge.released',
  'need.people-coming',
  'need.delayed',
  'need.visit-cancelled',
  'need.on-the-way',
] as const

/**
 * Takes what whoever drives reports of a stop, and moves the goods by it. Those assigned report their own round; a coordinator may for
 * somebody who calls. A round leaves with its first report. Records {@link reportRecords} and what a receipt records.
 */
export async function reportStop(ctx: Ctx, input: ReportStop): Promise<Result<ReportedStop, ReportStopError>> {
  const code = (input.code ?? '').trim()
  const stop = await ctx.db
    .selectFrom('round_stops')
    .select('need_id')
    .where('id', '=', input.stopId)
    .where('round_id', '=', input.roundId)
    .executeTakeFirst()
  const needId = stop?.need_id ?? null
  const isTried = code !== '' && needId !== null && (await tooManyCodeTries(ctx, needId))
  return inCommand<ReportedStop, ReportStopError>(ctx, 'reportStop', (tx) =>
    reportIn(tx, { ...input, code: isTried ? 'too many tries' : code }),
  )
}

async function reportIn(
  tx: Tx,
  input: ReportStop & { readonly code: string },
): Promise<Result<ReportedStop, ReportStopError>> {
  const held = await lockRound(tx, input.roundId)
  if (held === undefined) return err({ kind: 'unknown' })
  if (!(await mayDrive(tx, held))) return err({ kind: 'forbidden' })
  if (held.state !== 'sent' && held.state !== 'underway') return err({ kind: 'not-running' })
  const stop = (await listStops(tx, held.id)).find(({ id }) => id === input.stopId)
  if (stop === undefined) return err({ kind: 'unknown' })
  if (!mayReport(stop.kind as StopKind, stop.state, input.what)) return err({ kind: 'conflict', state: stop.state })
  if (input.what === 'refused' && input.reason === undefined) return err({ kind: 'reason-missing' })
  const saidAt = boundTime(tx, held, input.saidAt)
  const round = held.state === 'sent' ? await leave(tx, held, saidAt) : held
  const goods = await goodsAt(tx, round, stop)
  if (goods.some((one) => !isQuantity(one, input.quantities?.[one.id]))) return err({ kind: 'wrong-quantity' })
  if (input.what === 'arrived') {
    await tx.db
      .updateTable('round_stops')
      .set({ state: 'arrived', arrived_at: saidAt })
      .where('id', '=', stop.id)
      .execute()
    report(tx, round, stop, input, saidAt, { codeSaid: null, moved: [] })
    return finish(tx, round, { state: 'arrived', gone: 0, codeSaid: null, isChanged: false, cause: 'absent' })
  }
  if (stop.need_id !== null) await lockNeed(tx, stop.need_id)
  const done = await endStop(tx, round, stop, goods, input)
  const state = input.what
  await tx.db
    .updateTable('round_stops')
    .set({
      state,
      arrived_at: stop.arrived_at ?? saidAt,
      ended_at: saidAt,
      reason: input.reason ?? null,
      code_said: done.codeSaid,
    })
    .where('id', '=', stop.id)
    .execute()
  report(tx, round, stop, input, saidAt, done)
  return finish(tx, round, {
    state,
    gone: done.gone,
    codeSaid: done.codeSaid,
    isChanged: done.isChanged,
    cause: state === 'refused' ? 'refused' : 'absent',
  })
}

/** Those assigned, and coordinators of the organization; what is passed on for somebody counts as theirs alone. */
async function mayDrive(tx: Tx, round: RoundRow): Promise<boolean> {
  const isOwnWord = tx.ctx.onBehalfOf !== undefined
  if (!isOwnWord && may(tx.ctx, 'dispatch:run', { organizationId: round.organization_id, regionId: round.region_id }))
    return true
  const person = await speakerOf(tx)
  return person !== null && (await isAssigned(tx, round, person))
}

/** A clock that is wrong by a day, or runs ahead, moves nothing by it. */
function boundTime(tx: Tx, round: RoundRow, saidAt: Temporal.Instant): Temporal.Instant {
  const first = round.left_at ?? round.starts_at.subtract({ hours: 12 })
  if (Temporal.Instant.compare(saidAt, tx.now) > 0) return tx.now
  return Temporal.Instant.compare(saidAt, first) < 0 ? earlier(first, tx.now) : saidAt
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) <= 0 ? a : b)

async function leave(tx: Tx, round: RoundRow, at: Temporal.Instant): Promise<RoundRow> {
  await tx.db.updateTable('rounds').set({ state: 'underway', left_at: at }).where('id', '=', round.id).execute()
  tx.append(
    roundLeft.entry({
      subjectId: round.id,
      regionId: round.region_id,
      organizationId: round.organization_id,
      body: { ...aboutRound(round), saidAt: at.toString() },
      public: {},
    }),
  )
  return { ...round, state: 'underway', left_at: at }
}

/** What a stop is about, in the order in which goods are locked: by line, then by pledge. */
async function goodsAt(tx: Tx, round: RoundRow, stop: StopRow): Promise<GoodsRow[]> {
  const own = (await listGoods(tx, round.id)).filter((one) =>
    stop.kind === 'load' || stop.kind === 'fetch'
      ? one.from_stop_id === stop.id && one.state === 'planned'
      : one.to_stop_id === stop.id && one.state === 'aboard',
  )
  if (own.length < 2) return own
  const rows = await tx.db
    .selectFrom('pick_pledges as s')
    .innerJoin('pledges as p', 'p.id', 's.pledge_id')
    .select(['s.pick_id', 'p.line_id', 'p.id'])
    .where(
      's.pick_id',
      'in',
      own.flatMap(({ pick_id }) => pick_id ?? []),
    )
    .orderBy('p.line_id')
    .orderBy('p.id')
    .limit(2000)
    .execute()
  const order = new Map<string, number>()
  rows.forEach(({ pick_id }, i) => {
    if (!order.has(pick_id)) order.set(pick_id, i)
  })
  return own.sort((a, b) => (order.get(a.pick_id ?? '') ?? 0) - (order.get(b.pick_id ?? '') ?? 0))
}

function report(
  tx: Tx,
  round: RoundRow,
  stop: StopRow,
  input: ReportStop,
  saidAt: Temporal.Instant,
  done: { readonly codeSaid: boolean | null; readonly moved: readonly { goodsId: string; quantity: number }[] },
): void {
  tx.append(
    stopReported.entry({
      subjectId: round.id,
      regionId: round.region_id,
      organizationId: round.organization_id,
      body: {
        ...aboutRound(round),
        stopId: stop.id,
        stop: stop.kind as StopKind,
        what: input.what,
        reason: input.reason ?? null,
        codeSaid: done.codeSaid,
        goods: [...done.moved],
        saidAt: saidAt.toString(),
      },
      public: {},
    }),
  )
}

async function finish(
  tx: Tx,
  round: RoundRow,
  done: Pick<Ended, 'gone' | 'codeSaid' | 'isChanged'> & {
    readonly state: string
    readonly cause: 'refused' | 'absent'
  },
): Promise<Result<ReportedStop, ReportStopError>> {
  const dropped = await dropEmptyStops(tx, round.id)
  const isChanged = done.isChanged || dropped.length > 0
  const version = round.version + (isChanged ? 1 : 0)
  if (isChanged) {
    await tx.db.updateTable('rounds').set({ version }).where('id', '=', round.id).execute()
    tx.append(
      roundChanged.entry({
        subjectId: round.id,
        regionId: round.region_id,
        organizationId: round.organization_id,
        body: { ...aboutRound(round), cause: done.cause, version, added: 0, leftOut: dropped.length },
        public: {},
      }),
    )
  }
  await retime(tx, round, await lastSeen(tx, round))
  await tellHelped(tx, round)
  const isRoundDone = await endIfDone(tx, { ...round, version })
  if (!isRoundDone && done.state !== 'arrived') await tellNext(tx, round)
  return ok({ state: done.state, version, gone: done.gone, codeSaid: done.codeSaid, isRoundDone })
}
