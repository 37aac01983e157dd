import type { EpochMinutes } from '../problem'
import { type AskFacts, factsOf } from './ask-facts'
import { AskPeople } from './ask-people'
import { type Asked, type AskPerson, type AskPost, type AskSpace, doubtMetersMax } from './ask-problem'
import { AskRows } from './ask-rows'
import { AskSearch } from './ask-search'
import { onEarth, wholeBelow } from './expect'

const PEOPLE_MAX = 2 ** 26

/**
 * Everybody who may be asked, in memory: who of a whole country could best take an urgent post. The answer is that of a full scan over
 * the rules the index knows (competence and level, languages, law, reach, free for every slot) in the order of `goalKey` without steady
 * company, equal ones in the order of their numbers. What it does not know (validity, limits of rest and weeks, travel from other work) is
 * for the caller to check, who asks for more if many fail.
 *
 * Numbers of people are the caller's, from 0, dense: they cost four bytes each.
 */
export class AskIndex {
  readonly #rows: AskRows
  readonly #people: AskPeople
  readonly #column: Uint8Array
  #filled = false

  /** @throws {RangeError} for sizes that are not whole or too large */
  constructor(space: AskSpace) {
    this.#rows = new AskRows(space)
    this.#people = new AskPeople(this.#rows.count)
    this.#column = new Uint8Array(this.#rows.count)
  }

  /** People known now. */
  get size(): number {
    return this.#people.size
  }

  /** Bytes that the index holds, all its columns together. */
  get bytes(): number {
    return this.#people.bytes
  }

  /**
   * Adds somebody while the index is filled for the first time. People should come so that neighbours follow each other, as they do along
   * a curve that fills the plane: some hundreds in a row share a group. Any other order only costs time.
   * @throws {RangeError} as {@link put}, after the first question or change, and for somebody known
   */
  append(person: number, facts: AskPerson): void {
    const checked = this.#check(person, facts)
    if (this.#filled || this.#people.knows(person))
      throw new RangeError(`expected somebody new, while the index is filled; got ${person}`)
    this.#people.append(person, checked, this.#column)
  }

  /**
   * Adds somebody, or replaces all that is known of them.
   * @throws {RangeError} for a number, place or measure that cannot be, such as NaN; the index is then as before
   */
  put(person: number, facts: AskPerson): void {
    const checked = this.#check(person, facts)
    this.#endFilling()
    this.#people.put(person, checked, this.#column)
  }

  /** Forgets somebody: paused, suspended, gone. Quiet where nobody is known by this number. */
  remove(person: number): void {
    this.#endFilling()
    if (this.#people.knows(person)) this.#people.remove(person)
  }

  /**
   * The best k for a post, best first.
   * @param k whole and not negative, or `Infinity`
   * @param now the moment of asking
   * @throws {RangeError} for a post, k or moment that cannot be, such as NaN
   */
  best(post: AskPost, k: number, now: EpochMinutes): Asked[] {
    if (k !== Number.POSITIVE_INFINITY) wholeBelow(2 ** 53, k, 'how many to find')
    if (!Number.isFinite(now)) throw new RangeError(`expected a moment, got ${now}`)
    if (post.point !== undefined) onEarth(post.point)
    const doubt = post.doubtMeters ?? 0
    if (!(doubt >= 0 && doubt <= doubtMetersMax)) throw new RangeError(`expected a doubt in metres, got ${doubt}`)
    const rows = this.#rows.asked(post)
    this.#endFilling()
    const most = Math.min(k, this.size)
    return rows === undefined || most === 0 ? [] : new AskSearch(this.#people, post, rows, { k: most, now }).run()
  }

  /** Facts as they are written; their rows stand in the column. */
  #check(person: number, facts: AskPerson): AskFacts {
    wholeBelow(PEOPLE_MAX, person, 'the number of a person')
    this.#rows.write(facts, this.#column)
    return factsOf(facts)
  }

  #endFilling(): void {
    if (!this.#filled) this.#people.build()
    this.#filled = true
  }
}
