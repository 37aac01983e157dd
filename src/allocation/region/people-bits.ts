import type { People, Posts, Region } from './region'

/** Levels of a competence. */
const LEVELS = 3
const LANGUAGES = 8
/** Longest run of slots that one row answers for. */
const RUN_MAX = 8

/**
 * Rows of bits, one bit a person in the order of the strips: who holds a competence, speaks a language, is free. What a post asks for is
 * a handful of rows; who has all of it is their AND, thirty-two people at a time.
 */
export type PeopleBits = {
  /** Words of a row. */
  readonly width: number
  /** Row `c * 3 + l - 1`: holds competence `c` at level `l` or more. */
  readonly holds: Int32Array
  /** Row `l`: works in language `l`. */
  readonly speaks: Int32Array
  /** Slots that a row of `free` answers for; no post is shorter. */
  readonly run: number
  /** Row `s`: free for `run` slots from `s`. */
  readonly free: Int32Array
}

/** @param order numbers of people in the order of their bits */
export function peopleBits({ people, posts, competences, words }: Region, order: Int32Array): PeopleBits {
  const width = (order.length + 31) >> 5
  const run = runOf(posts)
  return {
    width,
    holds: holdsOf(people, competences, order, width),
    speaks: speaksOf(people, order, width),
    run,
    free: freeOf(people, words, order, width, run),
  }
}

/** Where the row of `holds` for a competence at this level or more begins. */
export const rowOfCompetence = (bits: PeopleBits, competence: number, level: number): number =>
  (competence * LEVELS + level - 1) * bits.width

function runOf({ count, start, end }: Posts): number {
  let run = RUN_MAX
  for (let j = 0; j < count; j++) while (run > end[j]! - start[j]!) run >>= 1
  return run
}

function holdsOf({ level }: People, competences: number, order: Int32Array, width: number): Int32Array {
  const holds = new Int32Array(competences * LEVELS * width)
  for (let i = 0; i < order.length; i++) {
    const row = order[i]! * competences
    const [word, bit] = [i >> 5, 1 << (i & 31)]
    for (let c = 0; c < competences; c++)
      for (let l = level[row + c]! - 1; l >= 0; l--) holds[(c * LEVELS + l) * width + word]! |= bit
  }
  return holds
}

function speaksOf({ languages }: People, order: Int32Array, width: number): Int32Array {
  const speaks = new Int32Array(LANGUAGES * width)
  for (let i = 0; i < order.length; i++) {
    const spoken = languages[order[i]!]!
    for (let l = 0; l < LANGUAGES; l++) if ((spoken >> l) & 1) speaks[l * width + (i >> 5)]! |= 1 << (i & 31)
  }
  return speaks
}

function freeOf({ free }: People, words: number, order: Int32Array, width: number, run: number): Int32Array {
  const slots = words * 32
  const rows = new Int32Array(slots * width)
  const block = new Int32Array(32)
  for (let b = 0; b < width; b++) {
    const people = Math.min(32, order.length - b * 32)
    block.fill(0, people)
    for (let w = 0; w < words; w++) {
      for (let i = 0; i < people; i++) block[i] = free[order[b * 32 + i]! * words + w]!
      transpose(block)
      for (let s = 0; s < 32; s++) rows[(w * 32 + s) * width + b] = block[s]!
    }
  }
  // Free for two runs in a row is free for one of twice the length; past the end nobody is.
  for (let length = 1; length < run; length *= 2) {
    const reached = Math.max(0, slots - length) * width
    for (let at = 0; at < reached; at++) rows[at]! &= rows[at + length * width]!
    rows.fill(0, reached)
  }
  return rows
}

/** Bit `s` of word `i` becomes bit `i` of word `s`: swaps ever smaller squares. */
function transpose(block: Int32Array): void {
  let mask = 0x0000_ffff
  for (let size = 16; size !== 0; size >>= 1, mask ^= mask << size) {
    for (let k = 0; k < 32; k = ((k | size) + 1) & ~size) {
      const swapped = ((block[k]! >>> size) ^ block[k | size]!) & mask
      block[k | size]! ^= swapped
      block[k]! ^= swapped << size
    }
  }
}
