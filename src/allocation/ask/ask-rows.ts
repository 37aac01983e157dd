import { transports } from './ask-facts'
import type { AskCompetence, AskPerson, AskPost, AskSpace } from './ask-problem'
import { bitsOf, wholeBelow } from './expect'

const LEVELS = 3
const THERE = 0
const MEANS = transports.map((_, means) => THERE + 1 + means)
const COMPETENCES = 1 + MEANS.length

/**
 * What a post looks at: rows that together say who fits, those that few people have first; the row of each means of transport; and the
 * row of those who like its kind, or -1.
 */
export type AskedRows = { readonly needed: Int32Array; readonly means: readonly number[]; readonly liking: number }

/**
 * The rows of bits in which people are written, one bit a person: who is there, goes by which means, holds a competence at this level or more, works in a
 * language, is let by the law, is free in a slot, likes a kind. What a post asks for is a handful of rows; who has all of it is their AND.
 */
export class AskRows {
  readonly count: number
  readonly #space: AskSpace
  readonly #languages: number
  readonly #allowed: number
  readonly #kinds: number
  readonly #free: number

  constructor(space: AskSpace) {
    this.#space = space
    this.#languages = COMPETENCES + LEVELS * wholeBelow(2 ** 20, space.competences, 'competences')
    this.#allowed = this.#languages + wholeBelow(33, space.languages, 'languages')
    this.#kinds = this.#allowed + wholeBelow(33, space.legalBits, 'circumstances of law')
    this.#free = this.#kinds + wholeBelow(33, space.kinds, 'kinds')
    this.count = this.#free + wholeBelow(2 ** 20, space.slots, 'slots')
  }

  /** Writes the rows of one person into `column`, 1 where the bit stands. */
  write(person: AskPerson, column: Uint8Array): void {
    const { languages, legalBits, kinds, slots } = this.#space
    column.fill(0, 0, this.#languages)
    column[THERE] = 1
    column[MEANS[transports.indexOf(person.transport)]!] = 1
    for (const held of person.competences) {
      const first = this.#rowOf(held) - held.level + 1
      column.fill(1, first, first + held.level)
    }
    spread(bitsOf(languages, person.languages, 'languages'), languages, column, this.#languages)
    spread(~bitsOf(32, person.lawForbids, 'bits of law'), legalBits, column, this.#allowed)
    spread(bitsOf(kinds, person.kinds, 'kinds'), kinds, column, this.#kinds)
    const { free } = person
    if (free.length !== (slots + 31) >> 5) throw new RangeError(`expected slots in ${(slots + 31) >> 5} words`)
    for (let s = 0; s < slots; s++) column[this.#free + s] = (free[s >> 5]! >>> (s & 31)) & 1
  }

  /** @returns undefined where nobody can be known to be free */
  asked(post: AskPost): AskedRows | undefined {
    const { languages, legalBits, kinds, slots } = this.#space
    if (!Number.isInteger(post.from) || !Number.isInteger(post.to) || post.from >= post.to)
      throw new RangeError(`expected whole slots, one at least; got ${post.from} to ${post.to}`)
    const rows = post.required.map((one) => this.#rowOf(one))
    const liking = post.kind === undefined ? -1 : this.#kinds + wholeBelow(kinds, post.kind, 'a kind')
    if (post.from < 0 || post.to > slots) return undefined
    // Whoever is not free is mostly busy at the beginning or the end.
    rows.push(this.#free + post.from, this.#free + post.to - 1)
    for (let s = post.from + 1; s < post.to - 1; s++) rows.push(this.#free + s)
    this.#push(rows, bitsOf(languages, post.languages, 'languages'), this.#languages)
    this.#push(rows, bitsOf(legalBits, post.legalMask, 'bits of law'), this.#allowed)
    rows.push(THERE)
    return { needed: Int32Array.from(rows), means: MEANS, liking }
  }

  #rowOf({ competence, level }: AskCompetence): number {
    if (level !== 1 && level !== 2 && level !== 3) throw new RangeError(`expected a level from 1 to 3, got ${level}`)
    return COMPETENCES + LEVELS * wholeBelow(this.#space.competences, competence, 'a competence') + level - 1
  }

  #push(rows: number[], bits: number, first: number): void {
    for (let left = bits, row = first; left !== 0; left >>>= 1, row++) if ((left & 1) === 1) rows.push(row)
  }
}

function spread(bits: number, count: number, column: Uint8Array, first: number): void {
  for (let b = 0; b < count; b++) column[first + b] = (bits >>> b) & 1
}
