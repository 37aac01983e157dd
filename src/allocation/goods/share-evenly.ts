/**
 * Shares out `total` units: each further one goes to whoever has the smallest fraction of what they want, among equals to whoever wants
 * least, then to the first. So the smallest fraction is as large as whole units allow, then the next one, and so on.
 * @param total whole, at least the sum of `least`, at most the sum of `wanted`
 * @param wanted whole, from 1
 * @param least what each has already: whole, from 0 to what they want
 */
export function shareEvenly(total: number, wanted: Float64Array, least: Float64Array): Float64Array {
  const shares = floodBelow(total, wanted, least)
  let left = total
  for (const one of shares) left -= one
  const before = (a: number, b: number) =>
    compareFractions(shares[a]!, wanted[a]!, shares[b]!, wanted[b]!) || wanted[a]! - wanted[b]! || a - b
  const heap: number[] = []
  for (let i = 0; i < wanted.length; i++) if (shares[i]! < wanted[i]!) heap.push(i)
  heap.sort(before)
  while (left > 0) {
    const first = heap[0]!
    shares[first]!++
    left--
    if (shares[first] === wanted[first]) {
      const last = heap.pop()!
      if (heap.length > 0) heap[0] = last
    }
    sink(heap, before)
  }
  return shares
}

/** A unit below the highest level that does not take more than there is: what is left are a few units for each, whatever was rounded. */
function floodBelow(total: number, wanted: Float64Array, least: Float64Array): Float64Array {
  const at = (level: number, below: number) =>
    least.map((one, i) => Math.max(one, Math.min(wanted[i]!, Math.ceil(level * wanted[i]!)) - below))
  let [low, high] = [0, 1]
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (at(middle, 0).reduce((sum, one) => sum + one, 0) <= total) low = middle
    else high = middle
  }
  return at(low, 1)
}

/** Below 0 where a / b is less than c / d, exactly, for whole numbers below 2^53. */
function compareFractions(a: number, b: number, c: number, d: number): number {
  const [left, right] = [a * d, c * b]
  if (Math.max(left, right) <= Number.MAX_SAFE_INTEGER) return left - right
  const exact = BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b)
  return exact < 0n ? -1 : exact > 0n ? 1 : 0
}

function sink(heap: number[], before: (a: number, b: number) => number): void {
  let at = 0
  for (;;) {
    let first = at
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && before(heap[child]!, heap[first]!) < 0) first = child
    }
    if (first === at) return
    const moved = heap[at]!
    heap[at] = heap[first]!
    heap[first] = moved
    at = first
  }
}
