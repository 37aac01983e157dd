import { Best } from '../region/best'
import type { LivePlan } from './live-plan'

/** Steps one repair may take; what is left then stays open, and the bound tells. */
const STEPS_MAX = 20_000

/** One person whose post changed: posts before and after, -1 for none. */
export type Change = { readonly person: number; readonly from: number; readonly to: number }

/**
 * Puts a plan right around what changed: people without a post bid, then posts with empty seats lower their price, with the slack the plan
 * was made with. Only who gains by more than that is moved, and who said yes never is. Prices of everything else stand, so everybody
 * stays happy within the slack, which is what keeps the certificate.
 */
export class Repair {
  readonly #plan: LivePlan
  readonly #waiting: number[] = []
  readonly #open: number[] = []
  readonly #best = new Best()
  readonly #worths: number[] = []
  readonly #people: number[] = []
  readonly #before = new Map<number, number>()

  constructor(plan: LivePlan) {
    this.#plan = plan
  }

  /** A person leaves their post, if they have one, and will look for another. */
  vacate(person: number, looks: boolean): void {
    const post = this.#plan.postOf[person]!
    this.#plan.pinned[person] = 0
    if (post >= 0) {
      this.#move(person)
      this.reopen(post)
    }
    if (looks) this.#waiting.push(person)
  }

  /** A post may have empty seats. */
  reopen(post: number): void {
    this.#open.push(post)
  }

  /** Runs until nothing is open; returns who changed, in the order they were first moved. */
  run(): Change[] {
    let steps = STEPS_MAX
    for (let person = this.#waiting.pop(); person !== undefined; person = this.#waiting.pop())
      if (steps-- > 0) this.#bid(person)
    for (let post = this.#open.pop(); post !== undefined; post = this.#open.pop())
      if (steps-- > 0 && this.#plan.holders[post]!.length < this.#plan.seats[post]!) this.#fill(post)
    const changes: Change[] = []
    for (const [person, from] of this.#before) {
      const to = this.#plan.postOf[person]!
      if (from !== to) changes.push({ person, from, to })
    }
    this.#before.clear()
    return changes
  }

  /** Takes a person off their post, if any, and remembers where they were. */
  #move(person: number): void {
    const { postOf } = this.#plan
    if (!this.#before.has(person)) this.#before.set(person, postOf[person]!)
    if (postOf[person]! >= 0) this.#plan.leave(person)
  }

  #bid(person: number): void {
    const plan = this.#plan
    const { slack, price, holders, seats, pinned } = plan
    plan.look(person, -1)
    const { post, worth, value, second } = plan.best
    if (post < 0) return
    if (holders[post]!.length < seats[post]!) {
      this.#move(person)
      plan.sit(person, post, worth)
      return
    }
    const offer = price[post]! + value - second + slack
    // Prices fell and rose since the others bid: what each would stay for is asked anew.
    let [lowest, next, driven] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1]
    for (const holder of holders[post]!) {
      if (pinned[holder] === 1) continue
      plan.look(holder, post)
      const stays = plan.worthOf[holder]! - plan.best.value + slack
      if (stays < lowest) {
        next = lowest
        lowest = stays
        driven = holder
      } else next = Math.min(next, stays)
    }
    if (driven < 0 || lowest >= offer) {
      // A post held by yeses alone is not to be had at any price.
      price[post] = driven < 0 ? Number.POSITIVE_INFINITY : offer
      this.#waiting.push(person)
      return
    }
    this.#move(driven)
    this.#waiting.push(driven)
    this.#move(person)
    plan.sit(person, post, worth)
    price[post] = Math.max(price[post]!, Math.min(offer, next))
  }

  /** Fills the empty seats at the highest price that does it, or at none. */
  #fill(post: number): void {
    const plan = this.#plan
    const { slack, price, holders, seats, pinned, postOf } = plan
    if (price[post] === 0) return
    const empty = seats[post]! - holders[post]!.length
    const best = this.#best
    const [people, worths] = [this.#people, this.#worths]
    let count = 0
    best.clear(empty + 1, slack)
    plan.forPeopleOf(post, (person, worth) => {
      if (worth <= best.least) return
      const most = worth - plan.valueOf(person)
      if (most <= best.least || pinned[person] === 1 || postOf[person] === post) return
      people[count] = person
      worths[count] = worth
      best.add(count++, most)
    })
    price[post] = best.count > empty ? Math.min(price[post]!, best.value[empty]! - slack) : 0
    for (let b = 0; b < Math.min(best.count, empty); b++) {
      const person = people[best.pair[b]!]!
      const left = postOf[person]!
      this.#move(person)
      if (left >= 0 && price[left]! > 0) this.#open.push(left)
      plan.sit(person, post, worths[best.pair[b]!]!)
    }
  }
}
