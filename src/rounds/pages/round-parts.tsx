import { Status, type Tone, type View } from '../../web'
import type { GoodsView, RoundView, StopView } from '../queries/find-round'
import { isAhead } from '../round'
import { goodsOf, sayGoods, sayMany, sayStop } from './say-goods'

const tones: Readonly<Record<string, Tone>> = {
  proposed: 'neutral',
  sent: 'needs-you',
  underway: 'progress',
  done: 'confirmed',
  cancelled: 'neutral',
}

/** The state of a round in a word. */
export const RoundStatus = ({ v, state }: { v: View; state: string }) => (
  <Status tone={tones[state] ?? 'neutral'}>{v.t(`rounds.state.${state}`)}</Status>
)

const stopTones: Readonly<Record<string, Tone>> = {
  planned: 'neutral',
  arrived: 'progress',
  done: 'confirmed',
  refused: 'danger',
  absent: 'danger',
  cancelled: 'neutral',
}

/** The state of a stop in a word, with the reason where there is one. */
export const StopStatus = ({ v, stop }: { v: View; stop: StopView }) => (
  <Status tone={stopTones[stop.state] ?? 'neutral'}>
    {v.t(`rounds.stop.${stop.state}`)}
    {stop.reason === null ? '' : `: ${v.t(`rounds.reason.${stop.reason}`)}`}
    {stop.code_said === true ? ` · ${v.t('rounds.code.said')}` : ''}
    {stop.code_said === false ? ` · ${v.t('rounds.code.wrong')}` : ''}
  </Status>
)

/** Its facts in one line: vehicle, way, time. */
export const sayRound = (v: View, round: RoundView): string =>
  [round.vehicle, v.say.between(round.starts_at, round.ends_at, round.zone), v.say.distance(round.distance_meters)]
    .filter(Boolean)
    .join(' · ')

/** When somebody is there, and whether it is in the time they named. */
function sayArrival(v: View, stop: StopView): string {
  if (!isAhead(stop.state)) return v.say.time(stop.ended_at ?? stop.arrives_at)
  const time = v.say.time(stop.arrived_at ?? stop.arrives_at)
  if (stop.window_from === null || stop.window_until === null) return v.t('rounds.stop.at', { time })
  const isLate = Temporal.Instant.compare(stop.arrives_at, stop.window_until) > 0
  return v.t(isLate ? 'rounds.stop.atLate' : 'rounds.stop.atWithin', {
    time,
    from: v.say.time(stop.window_from),
    until: v.say.time(stop.window_until),
  })
}

/** The stops of a round in their order, as a coordinator reads them: no address of anybody. */
export const StopList = ({ v, stops, goods }: { v: View; stops: readonly StopView[]; goods: readonly GoodsView[] }) => (
  <ol class="round-stops">
    {stops.map((stop) => (
      <li>
        <p>
          <strong>
            {v.t(`rounds.kind.${stop.kind}`)}:{' '}
            {stop.need_id === null ? sayStop(v, stop) : <a href={`/needs/${stop.need_id}`}>{sayStop(v, stop)}</a>}
          </strong>{' '}
          <StopStatus v={v} stop={stop} />
        </p>
        <p class="muted">{sayArrival(v, stop)}</p>
        <p>
          {goodsOf(stop, goods)
            .map((one) => sayGoods(v, one, one.quantity))
            .join('; ')}
        </p>
      </li>
    ))}
  </ol>
)

/** What is on board now, in words; undefined for nothing. */
export const sayAboard = (v: View, goods: readonly GoodsView[]): string | undefined => {
  const aboard = goods.filter(({ left }) => left > 0)
  return aboard.length === 0 ? undefined : v.say.list(aboard.map((one) => sayGoods(v, one, one.left)))
}

/** How many of a thing there are still to hand over. */
export const sayLeft = (v: View, goods: GoodsView): string =>
  sayMany(v, goods, goods.state === 'aboard' ? goods.left : goods.quantity)
