import { lookUp } from './insertion-cache'
import { sortJobs } from './job-orders'
import { putStop, refresh } from './rounds-state'
import { type Search, willChange } from './search'

const BLINK_PROBABILITY = 0.01

/** Puts absent jobs back, each at its cheapest place, which at times is passed over; what fits nowhere, or costs more than its bid, stays absent. */
export function recreate(search: Search): void {
  const { s, absent, cache, chance } = search
  sortJobs(search.orders, absent, search.absentCount, chance)
  let untilBlink = drawBlink(chance.next())
  let left = 0
  for (let i = 0; i < search.absentCount; i++) {
    const job = absent[i] as number
    const given = job * s.p.vehicles
    let least = search.bid[job] as number
    let round = -1
    let isSecond = false
    let emptyClass = -1
    let leastEmpty = least
    let emptyRound = -1
    for (let a = 0; a < s.activeCount; a++) {
      const r = s.active[a] as number
      const isEmpty = s.length[r] === 0
      // Active vehicles stand by class, so that of the empty ones only the first of each is tried.
      if (isEmpty && s.p.classOf[r] === emptyClass) continue
      if (isEmpty) emptyClass = s.p.classOf[r] as number
      let cost = s.p.given[given + r] as number
      if (cost === Infinity) continue
      const at = lookUp(cache, s, job, r)
      untilBlink -= 1
      const blinks = untilBlink < 0
      if (blinks) untilBlink = drawBlink(chance.next())
      cost += (blinks ? cache.cost2[at] : cache.cost1[at]) as number
      if (isEmpty) {
        cost += s.p.vehicleCost[r] as number
        if (cost < leastEmpty && !blinks) {
          leastEmpty = cost
          emptyRound = r
        }
      } else if (cost < least) {
        least = cost
        round = r
        isSecond = blinks
      }
    }
    if (emptyRound !== -1 && (round === -1 || (!s.p.problem.fewestVehicles && leastEmpty < least))) {
      round = emptyRound
      isSecond = false
    }
    if (round === -1) {
      absent[left] = job
      left += 1
    } else insert(search, job, round, isSecond)
  }
  search.absentCount = left
}

/** How many places are looked at before the next is passed over. */
const drawBlink = (chance: number): number => Math.floor(Math.log(1 - chance) / Math.log(1 - BLINK_PROBABILITY))

function insert(search: Search, job: number, round: number, isSecond: boolean): void {
  const { s, cache } = search
  const at = job * s.p.vehicles + round
  const position = (isSecond ? cache.at2[at] : cache.at1[at]) as number
  const stop = s.p.nodeOf[job] as number
  willChange(search, round)
  putStop(s, round, position, stop)
  if (s.p.isCarry[job] === 1) {
    const drop = (isSecond ? cache.drop2[at] : cache.drop1[at]) as number
    putStop(s, round, drop + 1, stop + 1)
  }
  refresh(s, round)
}
