import { AskIndex, type AskPerson, type Post } from '../../allocation'
import type { Db } from '../../platform'
import { AskNumbers, askSpace } from './ask-numbers'
import { askableMinutes, readAskable } from './read-askable'

// Small enough that nothing else waits long for what is done with a page in one go.
const PAGE = 400
const MINUTE_MS = 60_000

/** Somebody proposed: nobody who was not proposed is better than `key`. */
export type Proposed = { readonly id: string; readonly key: number }

/** An index with the ids of its people. */
export class FilledIndex {
  /** All entries up to here are in it. */
  position: number
  readonly #numbers: AskNumbers
  readonly #index = new AskIndex(askSpace)
  readonly #ids: string[] = []
  readonly #numberOf = new Map<string, number>()

  constructor(position: number, now: Temporal.Instant) {
    this.position = position
    this.#numbers = new AskNumbers(minuteOf(now))
  }

  get size(): number {
    return this.#index.size
  }

  /** Minutes since it was filled. */
  ageMinutes(now: Temporal.Instant): number {
    return minuteOf(now) - this.#numbers.start
  }

  /** Reads these people anew. While the index is filled they must be new to it, neighbours one after the other. */
  async read(db: Db, ids: readonly string[], now: Temporal.Instant, isFirst = false): Promise<void> {
    for (let from = 0; from < ids.length; from += PAGE) {
      const page = ids.slice(from, from + PAGE)
      const known = await readAskable(db, page, this.#numbers, now)
      for (const id of page) this.#keep(id, known.get(id), isFirst)
    }
  }

  /** The best for a post, at most k; undefined where the index cannot answer. */
  propose(post: Post, k: number, now: Temporal.Instant): Proposed[] | undefined {
    const question = this.#numbers.toQuestion(post)
    const age = this.ageMinutes(now)
    if (question === undefined || age < 0 || age > askableMinutes) return undefined
    return this.#index.best(question, k, minuteOf(now)).map(({ person, key }) => ({ id: this.#ids[person] ?? '', key }))
  }

  #keep(id: string, facts: AskPerson | undefined, isFirst: boolean): void {
    const known = this.#numberOf.get(id)
    // Moved while the index was filled: their entry has them read again.
    if (isFirst && known !== undefined) return
    if (facts === undefined) {
      if (known !== undefined) this.#index.remove(known)
      return
    }
    const number = known ?? this.#ids.push(id) - 1
    this.#numberOf.set(id, number)
    if (isFirst) this.#index.append(number, facts)
    else this.#index.put(number, facts)
  }
}

const minuteOf = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / MINUTE_MS)
