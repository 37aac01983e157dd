import { closeUp, markAbsent, type Search, willChange } from './search'

const REMOVED_MEAN = 10
const STRING_MAX = 10
const SPLIT_PROBABILITY = 0.5
const SPLIT_WIDER_PROBABILITY = 0.01

/**
 * Takes strings of neighbouring stops out of rounds that are near each other.
 * @param seed stop around which to ruin
 * @see Christiaens and Vanden Berghe (2020), Slack Induction by String Removals for Vehicle Routing Problems, Transportation Science 54(2)
 */
export function ruin(search: Search, seed: number): void {
  const { s, chance, neighbours } = search
  const { jobOf } = s.p
  const stringMax = Math.min(STRING_MAX, meanLength(search))
  if (stringMax === 0) return
  const rounds = Math.floor(chance.next() * ((4 * REMOVED_MEAN) / (1 + stringMax) - 1) + 1)
  const row = seed * neighbours.width
  for (let i = 0; i < neighbours.width && search.changedCount < rounds; i++) {
    const stop = neighbours.stop[row + i] as number
    if (stop === -1) break
    const round = s.roundOf[jobOf[stop] as number] as number
    if (round === -1 || search.isChanged[round] === 1) continue
    const length = s.length[round] as number
    const count = Math.floor(chance.next() * Math.min(length, stringMax) + 1)
    willChange(search, round)
    removeString(search, round, s.positionOf[stop] as number, Math.min(count, length), length)
  }
}

function meanLength({ s }: Search): number {
  let stops = 0
  let used = 0
  for (let i = 0; i < s.activeCount; i++) {
    const length = s.length[s.active[i] as number] as number
    stops += length
    if (length > 0) used += 1
  }
  return used === 0 ? 0 : stops / used
}

/** Removes `count` stops in a row that hold the one at `position`; at times it keeps some in the middle. */
function removeString(search: Search, round: number, position: number, count: number, length: number): void {
  const { s, chance } = search
  let kept = 0
  if (count > 1 && count < length && chance.next() < SPLIT_PROBABILITY) {
    kept = 1
    while (count + kept < length && chance.next() < SPLIT_WIDER_PROBABILITY) kept += 1
  }
  const span = count + kept
  const first = Math.max(1, position - span + 1)
  const last = Math.min(position, length - span + 1)
  const from = first + Math.floor(chance.next() * (last - first + 1))
  const keptFrom = kept === 0 ? from + span : from + 1 + Math.floor(chance.next() * (count - 1))
  const base = round * s.stride
  for (let i = from; i < from + span; i++) {
    if (i >= keptFrom && i < keptFrom + kept) continue
    const job = s.p.jobOf[s.node[base + i] as number] as number
    if (s.roundOf[job] !== -1) markAbsent(search, job)
  }
  closeUp(s, round)
}
