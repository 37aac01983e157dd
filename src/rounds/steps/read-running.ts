import type { RoundJob, RoundsProblem, RunningRound, StopOfRound } from '../../allocation'
import type { Point } from '../../kit/geo'
import { err, ok, type Result } from '../../kit/result'
import { readWhereToBring } from '../../needs'
import type { Tx } from '../../platform'
import { buildProblem, minuteOf, type RoundSpan } from '../plan/build-problem'
import type { Ability, Cargo, Delivery, DeliveryEnd } from '../plan/delivery'
import { listDeliveries } from '../plan/list-deliveries'
import { isAhead, type StopKind } from '../round'
import { toVehicle } from '../vehicles/list-own-vehicles'
import { VETTED } from '../vehicles/list-ready-vehicles'
import type { ReadyVehicle } from '../vehicles/vehicle'
import { type GoodsRow, listGoods, listStops, type RoundRow, type StopRow, signatureOf } from './lock-round'
import { placesOfStops } from './places-of-stops'
import { lastSeen } from './retime'
import { weighGoods } from './weigh-goods'

/** One end of a delivery as a stop's row would have it. */
export type RunningStop = {
  readonly kind: StopKind
  readonly id: string
  readonly from: Temporal.Instant | null
  readonly until: Temporal.Instant | null
}

type RunningGoods = Pick<GoodsRow, 'state' | 'quantity'> & {
  /** Null: in no round yet. */
  readonly id: string | null
  readonly needId: string
  readonly pickId: string | null
  readonly pledgeId: string | null
}

/** Rounds on the road, or soon, as the engine sees them: jobs are what is still to be done. */
export type RunningRounds = {
  readonly rounds: readonly RoundRow[]
  readonly problem: RoundsProblem
  readonly running: readonly RunningRound[]
  /** What each job carries, by job. */
  readonly goods: readonly (readonly RunningGoods[])[]
  /** The end of a job as a stop. */
  readonly stops: (job: number, end: 'pick-up' | 'drop') => RunningStop
  /** Jobs in no round yet. */
  readonly added: readonly number[]
  readonly span: RoundSpan
  readonly signature: string
}

type Job = {
  readonly round: number
  readonly delivery: Delivery
  readonly ends: { readonly from: RunningStop; readonly to: RunningStop }
  readonly goods: RunningGoods[]
  readonly isAboard: boolean
  /** Two go there: only a round with a second person may take it. */
  readonly asksTwo: boolean
  /** The same lists as those of the delivery, while it is put together. */
  readonly cargo: Cargo[]
  readonly abilities: Ability[]
}

/**
 * Reads the rounds of an organization that run at the time of one of them, and with `needId` what waits for that need. Goods on board are
 * bound to their vehicle; everything else may move.
 */
export async function readRunning(
  tx: Tx,
  about: RoundRow,
  needId: string | undefined,
): Promise<Result<RunningRounds, { readonly kind: 'nothing-waits' }>> {
  const rounds = await tx.db
    .selectFrom('rounds')
    .selectAll()
    .where('organization_id', '=', about.organization_id)
    .where('state', 'in', ['sent', 'underway'])
    .where('lost_at', 'is', null)
    .where('starts_at', '<', about.ends_at)
    .where('ends_at', '>', about.starts_at)
    .orderBy('id')
    .limit(50)
    .execute()
  const latest = rounds.reduce((last, { ends_at }) => (later(last, ends_at) ? ends_at : last), about.ends_at)
  const earliest = rounds.reduce(
    (first, { starts_at }) => (later(starts_at, first) ? starts_at : first),
    about.starts_at,
  )
  const from = later(earliest, tx.now) ? tx.now : earliest
  // Whoever drives said yes to the time of their round; those who are late already are not made later than half an hour on top.
  const span = { from, until: (later(latest, tx.now) ? latest : tx.now).add({ minutes: 30 }) }
  const jobs: Job[] = []
  const order: StopOfRound[][] = []
  const vehicles: (ReadyVehicle & {
    readonly freeAt: Temporal.Instant
    readonly hasLeft: boolean
    readonly until: Temporal.Instant
  })[] = []
  for (const [index, round] of rounds.entries()) {
    const stops = await listStops(tx, round.id)
    const goods = await listGoods(tx, round.id)
    const places = await placesOfStops(tx, stops)
    const first = jobs.length
    const needIds = [...new Set(goods.map(({ need_id }) => need_id))]
    const spoken = new Map((await readWhereToBring(tx, needIds)).map(({ needId: id, lang }) => [id, lang]))
    jobs.push(...jobsOf({ index, round, stops, goods, places, spoken, weights: await weighGoods(tx, goods) }))
    order.push(orderOf(stops, jobs, first))
    vehicles.push(await vehicleOf(tx, round))
  }
  const added: number[] = []
  if (needId !== undefined) {
    const day = about.starts_at.toZonedDateTimeISO(about.zone).toPlainDate()
    const need = await tx.db.selectFrom('needs').select('home_address').where('id', '=', needId).executeTakeFirst()
    const isHome = need?.home_address ?? false
    const { deliveries } = await listDeliveries(tx, { organizationId: about.organization_id, day, fetchTo: 'straight' })
    for (const delivery of deliveries.filter((one) => one.needId === needId)) {
      added.push(jobs.length)
      jobs.push(newJob(delivery, isHome))
    }
    if (added.length === 0) return err({ kind: 'nothing-waits' })
  }
  const whole = buildProblem(
    jobs.map(({ delivery }) => delivery),
    vehicles,
    span,
  )
  const withTwo = rounds.flatMap(({ two }, vehicle) => (two ? [vehicle] : []))
  const problem: RoundsProblem = {
    ...whole,
    vehicles: whole.vehicles.map((vehicle, i) => {
      const { freeAt, until } = vehicles[i] as (typeof vehicles)[number]
      const start = Math.max(0, minuteOf(span, freeAt))
      return { ...vehicle, shift: { from: start, to: Math.max(start, minuteOf(span, until)) } }
    }),
    jobs: whole.jobs.map((job, i): RoundJob => {
      if (jobs[i]?.isAboard === true) return aboard(job)
      return jobs[i]?.asksTwo === true ? { ...job, vehicles: withTwo } : job
    }),
  }
  const running = rounds.map(
    (_, vehicle): RunningRound => ({
      vehicle,
      stops: order[vehicle] ?? [],
      done: 0,
      freeAt: problem.vehicles[vehicle]?.shift.from ?? 0,
      breaksTaken: 0,
      hasLeft: vehicles[vehicle]?.hasLeft ?? false,
    }),
  )
  return ok({
    rounds,
    problem,
    running,
    goods: jobs.map((job) => job.goods),
    stops: (job, end) => {
      const ends = jobs[job]?.ends
      if (ends === undefined) throw new RangeError(`expected a job of the rounds, got ${job}`)
      return end === 'pick-up' ? ends.from : ends.to
    },
    added,
    span,
    signature: await signatureOf(tx, rounds),
  })
}

const later = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(b, a) > 0

/** What is on board is brought from where the vehicle is: nobody else can. */
const aboard = (job: RoundJob): RoundJob =>
  job.kind === 'visit'
    ? job
    : {
        kind: 'visit',
        at: job.to,
        deliver: job.amount,
        collect: job.amount.map(() => 0),
        competences: 0,
        price: job.price,
      }

function jobsOf(read: {
  readonly index: number
  readonly round: RoundRow
  readonly stops: readonly StopRow[]
  readonly goods: readonly GoodsRow[]
  readonly places: ReadonlyMap<string, Point>
  readonly spoken: ReadonlyMap<string, string | null>
  readonly weights: Awaited<ReturnType<typeof weighGoods>>
}): Job[] {
  const { index: round, stops, goods, places, spoken, weights } = read
  const jobs = new Map<string, Job>()
  for (const one of goods) {
    if (one.state !== 'planned' && one.state !== 'aboard') continue
    const [from, to] = [stops.find(({ id }) => id === one.from_stop_id), stops.find(({ id }) => id === one.to_stop_id)]
    if (from === undefined || to === undefined || !isAhead(to.state)) continue
    const isAboard = one.state === 'aboard'
    const key = `${isAboard} ${isAboard ? '' : from.id} ${to.id}`
    const known = jobs.get(key)
    const { grams, millilitres, asks } = weights.get(one.id) ?? { grams: 0, millilitres: 0, asks: [] }
    const cargo = { pickId: one.pick_id, pledgeId: one.pledge_id, quantity: one.quantity, grams, millilitres }
    const abilities = [...asks, ...(read.round.vetted ? (['vetted'] as const) : [])]
    const kept: RunningGoods = {
      id: one.id,
      needId: one.need_id,
      pickId: one.pick_id,
      pledgeId: one.pledge_id,
      state: one.state,
      quantity: one.quantity,
    }
    if (known !== undefined) {
      known.goods.push(kept)
      known.cargo.push(cargo)
      known.abilities.push(...abilities)
      continue
    }
    const own = { cargo: [cargo], abilities }
    jobs.set(key, {
      ...own,
      round,
      isAboard,
      asksTwo: read.round.two,
      goods: [kept],
      ends: { from: stopOf(from), to: stopOf(to) },
      delivery: {
        needId: one.need_id,
        rank: 2,
        from: endOf(from, places),
        to: endOf(to, places),
        ...own,
        language: to.need_id === null ? null : (spoken.get(one.need_id) ?? null),
      },
    })
  }
  return [...jobs.values()]
}

const stopOf = (stop: StopRow): RunningStop => ({
  kind: stop.kind as StopKind,
  id: stop.site_id ?? stop.need_id ?? stop.pledge_id ?? '',
  from: stop.window_from,
  until: stop.window_until,
})

const endOf = (stop: StopRow, places: ReadonlyMap<string, Point>): DeliveryEnd => ({
  place: {
    kind: stop.need_id !== null ? 'need' : stop.pledge_id !== null ? 'donor' : 'site',
    id: stop.site_id ?? stop.need_id ?? stop.pledge_id ?? '',
    point: places.get(stop.id) ?? { latitude: 0, longitude: 0 },
  },
  from: stop.window_from,
  until: stop.window_until,
  minutes: stop.minutes,
})

const newJob = (delivery: Delivery, asksTwo: boolean): Job => {
  const kindOf = ({ place }: DeliveryEnd, at: 'from' | 'to'): StopKind =>
    place.kind === 'need' ? 'hand' : place.kind === 'donor' ? 'fetch' : at === 'from' ? 'load' : 'unload'
  const end = (one: DeliveryEnd, at: 'from' | 'to'): RunningStop => ({
    kind: kindOf(one, at),
    id: one.place.id,
    from: one.from,
    until: one.until,
  })
  return {
    round: -1,
    isAboard: false,
    asksTwo,
    cargo: [...delivery.cargo],
    abilities: [...delivery.abilities],
    delivery,
    ends: { from: end(delivery.from, 'from'), to: end(delivery.to, 'to') },
    goods: delivery.cargo.map(({ pickId, pledgeId, quantity }) => ({
      id: null,
      needId: delivery.needId,
      pickId,
      pledgeId,
      state: 'planned',
      quantity,
    })),
  }
}

/** The stops ahead of one round in their order, as ends of its jobs. */
function orderOf(stops: readonly StopRow[], jobs: readonly Job[], first: number): StopOfRound[] {
  const own = jobs.map((job, index) => ({ job, index })).slice(first)
  const order: StopOfRound[] = []
  for (const stop of stops) {
    if (!isAhead(stop.state)) continue
    const id = stop.site_id ?? stop.need_id ?? stop.pledge_id
    for (const { job, index } of own) {
      if (job.ends.to.kind === stop.kind && job.ends.to.id === id)
        order.push({ job: index, end: job.isAboard ? 'visit' : 'drop' })
      else if (!job.isAboard && job.ends.from.kind === stop.kind && job.ends.from.id === id)
        order.push({ job: index, end: 'pick-up' })
    }
  }
  return order
}

async function vehicleOf(tx: Tx, round: RoundRow) {
  const row = await tx.db
    .selectFrom('vehicles as v')
    .leftJoin('volunteers as w', 'w.id', 'v.person_id')
    .leftJoin('localities as l', 'l.id', 'v.locality_id')
    .selectAll('v')
    .select([
      'w.languages',
      'w.latitude',
      'w.longitude',
      'l.latitude as localLatitude',
      'l.longitude as localLongitude',
    ])
    .where('v.id', '=', round.vehicle_id)
    .executeTakeFirstOrThrow()
  const isVetted =
    (await tx.db
      .selectFrom('credentials')
      .select('id')
      .where('volunteer_id', '=', row.person_id)
      .where('competence_id', '=', VETTED)
      .where('state', '=', 'confirmed')
      .limit(1)
      .executeTakeFirst()) !== undefined
  const seen = await lastSeen(tx, round)
  const home = {
    latitude: row.localLatitude ?? row.latitude ?? 0,
    longitude: row.localLongitude ?? row.longitude ?? 0,
  }
  const hasLeft = round.state === 'underway'
  return {
    ...toVehicle(row),
    driverId: row.person_id ?? '',
    driverName: '',
    languages: row.languages ?? [],
    isVetted,
    start: hasLeft ? (seen.point ?? home) : home,
    zone: round.zone,
    hasLeft,
    freeAt: hasLeft ? seen.freeAt : round.starts_at,
    until: round.ends_at.add({ minutes: 30 }),
  }
}
