import type { GoodsNet } from './goods-net'

/**
 * Lines that could get a unit if a more urgent line did without one, by way of other lines giving up what they get for something else.
 * @param flow on the arcs of the net
 * @returns 1 for each such line
 */
export function lostToMoreUrgent(net: GoodsNet, flow: Int32Array): Uint8Array {
  const lost = new Uint8Array(net.wanted.length)
  const bySource = arcsBy(net.from, net.supply.length)
  const byLine = arcsBy(net.to, net.wanted.length)
  const rankOf = (line: number) => net.rankOf[net.shareOf[line]!]!
  for (const rank of new Set(net.rankOf.toSorted())) {
    const freed = new Uint8Array(net.supply.length)
    const reached = new Uint8Array(net.wanted.length)
    const queue = [...net.wanted.keys()].filter((line) => rankOf(line) < rank)
    for (const line of queue) reached[line] = 1
    for (let q = 0; q < queue.length; q++) {
      for (const into of byLine(queue[q]!)) {
        const source = net.from[into]!
        if (flow[into] === 0 || freed[source] === 1) continue
        freed[source] = 1
        for (const out of bySource(source)) {
          const line = net.to[out]!
          if (reached[line] === 1) continue
          reached[line] = 1
          if (rankOf(line) === rank) lost[line] = 1
          queue.push(line)
        }
      }
    }
  }
  return lost
}

/** Arcs in groups by one of their ends. */
function arcsBy(end: Int32Array, ends: number): (at: number) => Int32Array {
  const start = new Int32Array(ends + 1)
  for (const one of end) start[one + 1]!++
  for (let i = 0; i < ends; i++) start[i + 1]! += start[i]!
  const at = start.slice()
  const arcs = new Int32Array(end.length)
  for (let a = 0; a < end.length; a++) arcs[at[end[a]!]!++] = a
  return (one) => arcs.subarray(start[one], start[one + 1])
}
