import { sizeWave } from '../../allocation'
import type { Db } from '../../platform'
import { toAskingOrder } from './asking-order'
import { type AskedPost, isEmergency } from './find-post'
import { listBest } from './list-best'
import { askableFrom } from './prepare-wave'

/** What a ceiling would bring: asks needed, and the chance that enough say yes. */
export type ForecastLine = { readonly asks: number; readonly wanted: number; readonly chance: number }

/** What asking would bring, before anyone is asked. */
export type CallOutForecast = {
  readonly lines: readonly ForecastLine[]
  /** People who may come and were not asked yet: no more of them than two for each ask of the ceiling are looked for. */
  readonly eligible: number
  /** Whether there may be more of them. */
  readonly more: boolean
  /** Of those who would be asked, how many have quiet hours now. */
  readonly asleep: number
}

/** Forecast of a call-out: the wave that reaches the wanted probability under the ceiling, and two figures beside it to compare. */
export async function forecastFor(
  db: Db,
  post: AskedPost,
  chosen: { readonly ceiling: number; readonly wantedPermille: number },
  now: Temporal.Instant,
): Promise<CallOutForecast> {
  const most = Math.min(2000, chosen.ceiling * 2)
  const ranked = await listBest(db, post, now, most)
  const order = await toAskingOrder(db, post, ranked)
  const chances = order.map((one) => one.chance)
  const wanted = post.free ?? 0
  const asked = sizeWave(chances, {
    wanted,
    probability: chosen.wantedPermille / 1000,
    asksMax: chosen.ceiling,
  })
  const sizes = [Math.ceil(asked.asks / 2), asked.asks, Math.min(chosen.ceiling, chances.length)]
  const lines = [...new Set(sizes)]
    .filter((asks) => asks > 0)
    .map((asks) => ({ asks, wanted, chance: chanceOf(chances.slice(0, asks), wanted) }))
  const askable = askableFrom(now)
  const asleep = order
    .slice(0, asked.asks)
    .filter(
      ({ person }) =>
        !(isEmergency(post) && person.emergencyCalls) &&
        Temporal.Instant.compare(
          askable({ zone: person.zone, quiet_from: person.quietFrom, quiet_until: person.quietUntil }),
          now,
        ) > 0,
    ).length
  return { lines, eligible: order.length, more: ranked.length === most, asleep }
}

/** Chance that at least `wanted` of these say yes. */
const chanceOf = (chances: readonly number[], wanted: number): number =>
  sizeWave([], { wanted, probability: 1, asksMax: 0, pending: chances }).probability
