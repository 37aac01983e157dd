import { refresh } from './rounds-state'
import type { Search } from './search'

/** A search's rounds put aside: stops of each active vehicle, and which vehicles are active. */
export type Layout = { readonly active: Int32Array; readonly length: Int32Array; readonly node: Int32Array }

/** Puts the rounds aside. */
export function keepLayout({ s }: Search): Layout {
  const active = s.active.slice(0, s.activeCount)
  const length = Int32Array.from(active, (round) => s.length[round] as number)
  const node = new Int32Array(length.reduce((sum, one) => sum + one, 0))
  let at = 0
  active.forEach((round, i) => {
    const base = round * s.stride + 1
    const count = length[i] as number
    node.set(s.node.subarray(base, base + count), at)
    at += count
  })
  return { active, length, node }
}

/** Brings rounds put aside back; jobs without a stop there are absent. */
export function useLayout(search: Search, { active, length, node }: Layout): void {
  const { s } = search
  s.roundOf.fill(-1)
  s.active.set(active)
  s.activeCount = active.length
  s.length.fill(0)
  let at = 0
  active.forEach((round, i) => {
    const base = round * s.stride + 1
    const count = length[i] as number
    s.node.set(node.subarray(at, at + count), base)
    s.node[base + count] = s.p.endNode[round] as number
    s.length[round] = count
    at += count
    refresh(s, round)
  })
  search.absentCount = 0
  for (let job = 0; job < s.p.jobs; job++)
    if (s.roundOf[job] === -1) {
      search.absent[search.absentCount] = job
      search.absentCount += 1
    }
}
