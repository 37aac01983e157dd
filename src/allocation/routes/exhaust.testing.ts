import { checkRounds } from './check-rounds'
import type { Round, RoundsProblem, StopOfRound } from './rounds-problem'

/**
 * The best objective of a tiny problem, by trying every way: each job to each vehicle or to none, in every order.
 * @returns `Infinity` where what must be done cannot be
 */
export function exhaust(problem: RoundsProblem): number {
  const { jobs, vehicles } = problem
  const orders = new Map<string, number>()
  const costAlone = (vehicle: number, members: readonly number[]): number => {
    const key = `${vehicle}:${members.join()}`
    const known = orders.get(key)
    if (known !== undefined) return known
    const stops = members.flatMap((job): StopOfRound[] =>
      jobs[job]?.kind === 'visit'
        ? [{ job, end: 'visit' }]
        : [
            { job, end: 'pick-up' },
            { job, end: 'drop' },
          ],
    )
    // Jobs of other vehicles are free here, so that only this round is judged.
    const alone = { ...problem, jobs: jobs.map((job, i) => (members.includes(i) ? job : { ...job, price: 0 })) }
    let least = members.length === 0 ? 0 : Infinity
    for (const order of permutations(stops)) {
      const rounds: Round[] = [{ vehicle, stops: order }]
      const { faults, objective } = checkRounds(alone, rounds)
      if (members.length > 0 && faults.length === 0) least = Math.min(least, objective)
    }
    orders.set(key, least)
    return least
  }
  let best = Infinity
  const share = (job: number, members: number[][], undone: number): void => {
    if (job === jobs.length) {
      best = Math.min(
        best,
        members.reduce((sum, some, vehicle) => sum + costAlone(vehicle, some), undone),
      )
      return
    }
    for (let vehicle = 0; vehicle < vehicles.length; vehicle++)
      share(
        job + 1,
        members.map((some, v) => (v === vehicle ? [...some, job] : some)),
        undone,
      )
    const price = jobs[job]?.price ?? 0
    if (price < Infinity) share(job + 1, members, undone + price)
  }
  share(
    0,
    vehicles.map(() => []),
    0,
  )
  return best
}

function* permutations<T>(list: readonly T[]): Generator<T[]> {
  if (list.length === 0) yield []
  for (const [i, one] of list.entries())
    for (const rest of permutations([...list.slice(0, i), ...list.slice(i + 1)])) yield [one, ...rest]
}
