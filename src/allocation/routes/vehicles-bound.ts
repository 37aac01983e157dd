import type { Compiled } from './compile'

/**
 * A number of vehicles below which not everything that must be done can be: what is brought from the start, or taken to
 * the end, must fit the largest vehicles; and of jobs of which no two can be one vehicle's, each needs its own.
 */
export const countVehiclesBound = (p: Compiled): number => Math.max(boundByRoom(p), boundByTime(p))

function boundByRoom({ jobs, vehicles, dimensions, deliver, collect, capacity, price }: Compiled): number {
  let bound = 0
  for (const amounts of [deliver, collect])
    for (let d = 0; d < dimensions; d++) {
      let left = 0
      for (let job = 0; job < jobs; job++) if (price[job] === Infinity) left += amounts[job * dimensions + d] as number
      const rooms = Float64Array.from({ length: vehicles }, (_, v) => capacity[v * dimensions + d] as number).sort()
      let needed = 0
      for (let v = vehicles - 1; v >= 0 && left > 1e-6; v--) {
        left -= rooms[v] as number
        needed += 1
      }
      bound = Math.max(bound, needed)
    }
  return bound
}

/** A greedy set of must-be-done visits of which no two can follow each other, whatever the vehicle. */
function boundByTime(p: Compiled): number {
  const { jobs, stops, size, time, ready, due, handling, nodeOf, isCarry, price } = p
  // A way round by a third place could be quicker than a direct one in a table that is no metric: then nothing is proved.
  if (!isMetric(p)) return jobs > 0 && price.includes(Infinity) ? 1 : 0
  const canFollow = (a: number, b: number) =>
    (ready[a] as number) + (handling[a] as number) + (time[a * size + b] as number) <= (due[b] as number)
  const nodes: number[] = []
  for (let job = 0; job < jobs; job++) {
    if (price[job] !== Infinity) continue
    nodes.push(nodeOf[job] as number)
    if (isCarry[job] === 1) nodes.push((nodeOf[job] as number) + 1)
  }
  nodes.sort((a, b) => (due[a] as number) - (ready[a] as number) - ((due[b] as number) - (ready[b] as number)))
  let most = 0
  for (let start = 0; start < Math.min(nodes.length, 20); start++) {
    const apart: number[] = []
    for (const node of [...nodes.slice(start), ...nodes.slice(0, start)])
      if (apart.every((one) => p.jobOf[one] !== p.jobOf[node] && !canFollow(one, node) && !canFollow(node, one)))
        apart.push(node)
    most = Math.max(most, apart.length)
  }
  return stops === 0 ? 0 : most
}

function isMetric({ stops, size, time, handling }: Compiled): boolean {
  if (stops > 300) return false
  for (let a = 0; a < stops; a++)
    for (let b = 0; b < stops; b++) {
      const way = time[a * size + b] as number
      for (let c = 0; c < stops; c++)
        if ((time[a * size + c] as number) + (handling[c] as number) + (time[c * size + b] as number) < way - 1e-6)
          return false
    }
  return true
}
