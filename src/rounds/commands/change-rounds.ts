import type { RepairedRounds, RunningRound, StopOfRound } from '../../allocation'
import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, type Tx } from '../../platform'
import { type RoundCause, roundChanged, vehicleLost } from '../entries'
import { askPlanner } from '../plan/ask-planner'
import { momentOf } from '../plan/build-problem'
import { layOutRound } from '../plan/lay-out-round'
import { isAhead } from '../round'
import { endIfDone } from '../steps/end-round'
import { aboutRound, listGoods, listStops, lockRound, type RoundRow, signatureOf } from '../steps/lock-round'
import { type RunningRounds, type RunningStop, readRunning } from '../steps/read-running'
import { bringToSite, dropEmptyStops, leaveBehind } from '../steps/reroute'
import { tellHelped } from '../steps/tell-helped'

/** What changed while rounds run: a vehicle drives on no more, or somebody is to be served as well. */
export type ChangeRounds =
  | { readonly kind: 'vehicle-lost'; readonly roundId: string }
  | { readonly kind: 'added'; readonly roundId: string; readonly needId: string }

/** Why rounds stay as they are. `changed-meanwhile`: somebody reported a stop while the planner was at it; try again. */
export type ChangeRoundsError = {
  readonly kind: 'unknown' | 'forbidden' | 'not-running' | 'nothing-waits' | 'fits-nowhere' | 'changed-meanwhile'
}

/** How the rounds were changed. `moved`: deliveries that are with another vehicle now. `undone`: for which there is no place left. */
export type ChangedRounds = { readonly moved: number; readonly undone: number; readonly aboard: number }

/**
 * Puts the running rounds of an organization right after a change, with as few moves as can be. Asks for dispatch:run. Records round.changed,
 * round.vehicle-lost and what is told to those helped.
 */
export async function changeRounds(ctx: Ctx, change: ChangeRounds): Promise<Result<ChangedRounds, ChangeRoundsError>> {
  const read = await inCommand<RunningRounds, ChangeRoundsError>(
    { ...ctx, idempotency: undefined },
    'readRunningRounds',
    async (tx) => {
      const round = await tx.db.selectFrom('rounds').selectAll().where('id', '=', change.roundId).executeTakeFirst()
      if (round === undefined) return err({ kind: 'unknown' })
      if (!may(ctx, 'dispatch:run', { organizationId: round.organization_id, regionId: round.region_id }))
        return err({ kind: 'forbidden' })
      if (round.state !== 'sent' && round.state !== 'underway') return err({ kind: 'not-running' })
      return readRunning(tx, round, change.kind === 'added' ? change.needId : undefined)
    },
  )
  // A repeat gets the first outcome, whatever has become of the rounds since.
  if (!read.ok) return inCommand<ChangedRounds, ChangeRoundsError>(ctx, 'changeRounds', async () => read)
  const running = read.value
  const lost = change.kind === 'vehicle-lost' ? running.rounds.findIndex(({ id }) => id === change.roundId) : -1
  const { repaired } = await askPlanner({
    kind: 'repair',
    problem: running.problem,
    running: running.running,
    change: { lost: lost === -1 ? [] : [lost], cancelled: [] },
  })
  if (change.kind === 'added' && running.added.every((job) => repaired.undone.includes(job)))
    return inCommand<ChangedRounds, ChangeRoundsError>(ctx, 'changeRounds', async () => err({ kind: 'fits-nowhere' }))
  return inCommand<ChangedRounds, ChangeRoundsError>(ctx, 'changeRounds', (tx) =>
    apply(tx, change, running, repaired, lost),
  )
}

async function apply(
  tx: Tx,
  change: ChangeRounds,
  read: RunningRounds,
  repaired: RepairedRounds,
  lost: number,
): Promise<Result<ChangedRounds, ChangeRoundsError>> {
  const rounds: RoundRow[] = []
  for (const { id, version } of read.rounds) {
    const round = await lockRound(tx, id)
    if (round === undefined || round.version !== version) return err({ kind: 'changed-meanwhile' })
    rounds.push(round)
  }
  if ((await signatureOf(tx, rounds)) !== read.signature) return err({ kind: 'changed-meanwhile' })
  const aboard = lost === -1 ? 0 : await lose(tx, rounds[lost] as RoundRow)
  // What moves to another vehicle, or to none, leaves its round first: nothing is in two rounds at once.
  for (const job of [...repaired.moved, ...repaired.undone])
    for (const goods of read.goods[job] ?? [])
      if (goods.state === 'planned' && goods.id !== null)
        await tx.db.updateTable('round_goods').set({ state: 'off' }).where('id', '=', goods.id).execute()
  const causes = new Map<string, RoundCause>()
  for (const [index, round] of rounds.entries()) {
    const now = repaired.rounds.find(({ vehicle }) => vehicle === index)
    if (index === lost || now === undefined) continue
    const before = read.running.find(({ vehicle }) => vehicle === index)
    if (sameStops(before, now.stops)) continue
    await keepRound(tx, round, read, repaired, index)
    causes.set(round.id, change.kind === 'added' ? 'added' : 'taken-over')
  }
  if (lost !== -1) causes.set(change.roundId, 'vehicle-lost')
  for (const round of rounds) {
    const cause = causes.get(round.id)
    if (cause !== undefined) await close(tx, round, cause)
  }
  const undone = repaired.undone.filter((job) => read.goods[job]?.[0]?.state === 'planned')
  return ok({ moved: repaired.moved.length, undone: undone.length, aboard })
}

const sameStops = (before: RunningRound | undefined, now: readonly StopOfRound[]): boolean =>
  before?.stops.length === now.length &&
  before.stops.every(({ job, end }, i) => now[i]?.job === job && now[i]?.end === end)

/** The vehicle drives on no more: what was not loaded is free for others, what is on board waits to be brought to a site. */
async function lose(tx: Tx, round: RoundRow): Promise<number> {
  const goods = await listGoods(tx, round.id)
  const aboard = goods.filter(({ state }) => state === 'aboard')
  await leaveBehind(
    tx,
    goods.filter(({ state }) => state === 'planned'),
  )
  await bringToSite(tx, round, aboard, false)
  await tx.db.updateTable('rounds').set({ lost_at: tx.now }).where('id', '=', round.id).execute()
  tx.append(
    vehicleLost.entry({
      subjectId: round.id,
      regionId: round.region_id,
      organizationId: round.organization_id,
      body: { ...aboutRound(round), aboard: aboard.length },
      public: {},
    }),
  )
  return aboard.length
}

/** Writes one round down as the planner put it right: stops that stay are the same rows, in their new places. */
async function keepRound(
  tx: Tx,
  round: RoundRow,
  { problem, stops, goods, span }: RunningRounds,
  repaired: RepairedRounds,
  index: number,
): Promise<void> {
  const own = repaired.rounds.find(({ vehicle }) => vehicle === index) ?? { vehicle: index, stops: [] }
  const now = await listStops(tx, round.id)
  const free = new Set(now.filter(({ state }) => isAhead(state)).map(({ id }) => id))
  let position = Math.max(-1, ...now.filter(({ state }) => !isAhead(state)).map((stop) => stop.position)) + 1
  const vehicle = problem.vehicles[index]
  const start = vehicle === undefined ? undefined : { place: vehicle.start, minute: vehicle.shift.from }
  const laid = layOutRound(problem, own, start)
  const from = new Map<number, string>()
  let at = 0
  for (const stop of laid.stops)
    for (const { kind, jobs } of [
      { kind: 'drop', jobs: stop.drops },
      { kind: 'pick-up', jobs: stop.picks },
    ] as const) {
      if (jobs.length === 0) continue
      const place = stops(jobs[0] ?? -1, kind)
      const known = now.find(
        (row) =>
          free.has(row.id) && row.kind === place.kind && (row.site_id ?? row.need_id ?? row.pledge_id) === place.id,
      )
      const id = known?.id ?? newPublicId()
      free.delete(id)
      const times = { position: position++, arrives_at: momentOf(span, stop.arrives) }
      if (known === undefined)
        await tx.db
          .insertInto('round_stops')
          .values({ ...rowOf(place), ...times, id, round_id: round.id, minutes: Math.ceil(stop.minutes) })
          .execute()
      else await tx.db.updateTable('round_stops').set(times).where('id', '=', id).execute()
      at += 1
      for (const job of jobs) {
        if (kind === 'pick-up') from.set(job, id)
        else await keepGoods(tx, round, goods[job] ?? [], from.get(job), id, repaired.moved.includes(job))
      }
    }
  // What nobody does here any more stands behind, until it is dropped.
  for (const id of free)
    await tx.db
      .updateTable('round_stops')
      .set({ position: position + at++ })
      .where('id', '=', id)
      .execute()
}

const rowOf = (place: RunningStop) => ({
  kind: place.kind,
  site_id: place.kind === 'load' || place.kind === 'unload' ? place.id : null,
  need_id: place.kind === 'hand' ? place.id : null,
  pledge_id: place.kind === 'fetch' ? place.id : null,
  window_from: place.from,
  window_until: place.until,
  state: 'planned',
})

async function keepGoods(
  tx: Tx,
  round: RoundRow,
  goods: RunningRounds['goods'][number],
  fromStopId: string | undefined,
  toStopId: string,
  isMoved: boolean,
): Promise<void> {
  for (const one of goods) {
    const isNew = one.id === null || isMoved
    if (one.id !== null && !isNew) {
      const ends = { to_stop_id: toStopId, ...(fromStopId === undefined ? {} : { from_stop_id: fromStopId }) }
      await tx.db.updateTable('round_goods').set(ends).where('id', '=', one.id).execute()
      continue
    }
    await tx.db
      .insertInto('round_goods')
      .values({
        id: newPublicId(),
        round_id: round.id,
        need_id: one.needId,
        pick_id: one.pickId,
        pledge_id: one.pledgeId,
        from_stop_id: fromStopId ?? '',
        to_stop_id: toStopId,
        quantity: one.quantity,
        state: 'planned',
      })
      .execute()
  }
}

async function close(tx: Tx, round: RoundRow, cause: RoundCause): Promise<void> {
  const dropped = await dropEmptyStops(tx, round.id)
  const version = round.version + 1
  await tx.db.updateTable('rounds').set({ version }).where('id', '=', round.id).execute()
  tx.append(
    roundChanged.entry({
      subjectId: round.id,
      regionId: round.region_id,
      organizationId: round.organization_id,
      body: { ...aboutRound(round), cause, version, added: 0, leftOut: dropped.length },
      public: {},
    }),
  )
  await tellHelped(tx, { ...round, version })
  await endIfDone(tx, { ...round, version })
}
