import type { Occupied, Post, TravelEstimate } from '../problem'
import { firstExclusion } from '../rank-candidates'
import type { Exclusion } from '../reasons'
import { atAnyTime } from './at-any-time'
import type { PlanPerson, PlanPost } from './posts-problem'

const occupiedBy = ({ start, end, point }: Post): Occupied => ({
  start,
  end,
  work: true,
  ...(point === undefined ? {} : { point }),
})

/**
 * Who is where as a plan grows, held against every rule. A rule holds for each post a person has, with all their others beside it: what
 * comes later must not break what stands.
 */
export class Crews {
  readonly #travel: TravelEstimate
  readonly #postsOf = new Map<PlanPerson, PlanPost[]>()
  readonly #crewOf = new Map<PlanPost, PlanPerson[]>()

  constructor(travel: TravelEstimate) {
    this.#travel = travel
  }

  /** Seats given at a post. */
  size(at: PlanPost): number {
    return this.#crewOf.get(at)?.length ?? 0
  }

  crew(at: PlanPost): readonly PlanPerson[] {
    return this.#crewOf.get(at) ?? []
  }

  /** Posts the person may still take. */
  postsLeft(person: PlanPerson): number {
    return Math.max(0, person.postsMax - (this.#postsOf.get(person)?.length ?? 0))
  }

  has(person: PlanPerson, at: PlanPost): boolean {
    return this.#postsOf.get(person)?.includes(at) === true
  }

  /** The first rule that stands against this person at this post as things are. */
  exclusion(person: PlanPerson, at: PlanPost): Exclusion | undefined {
    return this.#against(person, at, this.#postsOf.get(person) ?? [])
  }

  /** Whether the person can take this post too, and keep all they have. */
  fits(person: PlanPerson, at: PlanPost): boolean {
    const own = this.#postsOf.get(person) ?? []
    if (this.postsLeft(person) === 0 || own.includes(at) || this.size(at) >= at.seats) return false
    if (this.#against(person, at, own) !== undefined) return false
    if (this.crew(at).some((other) => other.notWith.includes(person.id))) return false
    if (at.anyTime) return true
    return own.every(
      (one) => one.anyTime || this.#against(person, one, [...own.filter((two) => two !== one), at]) === undefined,
    )
  }

  place(person: PlanPerson, at: PlanPost): void {
    this.#postsOf.set(person, [...(this.#postsOf.get(person) ?? []), at])
    this.#crewOf.set(at, [...this.crew(at), person])
  }

  #against(person: PlanPerson, at: PlanPost, beside: readonly PlanPost[]): Exclusion | undefined {
    const others = this.crew(at).filter((one) => one !== person)
    const post =
      others.length === 0 ? at.post : { ...at.post, present: [...at.post.present, ...others.map(({ id }) => id)] }
    if (at.anyTime) return firstExclusion(atAnyTime(person, post), post, this.#travel)
    const timed = beside.filter((one) => !one.anyTime)
    if (timed.length === 0) return firstExclusion(person, post, this.#travel)
    const occupied = [...person.occupied, ...timed.map((one) => occupiedBy(one.post))].sort((a, b) => a.start - b.start)
    return firstExclusion({ ...person, occupied }, post, this.#travel)
  }
}
