/** A stream of chance that repeats itself for its seed (sfc32). Forks are streams of their own, whatever the parent gave before. */
export type Chance = {
  /** In [0, 1). */
  next(): number
  /** True with this probability. */
  happens(probability: number): boolean
  /** Whole number from `from` up to and including `to`. */
  between(from: number, to: number): number
  /** One of a list that is not empty. */
  one<T>(list: readonly T[]): T
  /** A waiting time with this mean, exponential, in whole minutes from 1. */
  minutes(mean: number): number
  fork(name: string): Chance
}

/** @param seed any text or number; the same one gives the same stream on every machine, and a number the stream of its digits */
export function newChance(seed: string | number): Chance {
  const text = String(seed)
  let [a, b, c, d] = [hash(text, 0x9e3779b9), hash(text, 0x85ebca6b), hash(text, 0xc2b2ae35), 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let i = 0; i < 12; i++) next()
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    happens: (probability) => next() < probability,
    between,
    one: (list) => {
      const chosen = list[between(0, list.length - 1)]
      if (chosen === undefined) throw new RangeError('expected a list with something in it')
      return chosen
    },
    minutes: (mean) => Math.max(1, Math.round(-mean * Math.log(1 - next()))),
    fork: (name) => newChance(`${text}/${name}`),
  }
}

function hash(text: string, start: number): number {
  let sum = start
  for (const letter of text) {
    sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193)
    sum = (sum << 13) | (sum >>> 19)
  }
  return sum | 0
}
