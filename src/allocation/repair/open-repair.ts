import type { Pairs } from '../region/pairs'
import type { Auction } from '../region/run-auction'
import { LivePlan } from './live-plan'
import { type Change, Repair } from './repair'

/** A plan of one post a person, kept right while people answer and posts come and go. All numbers are those of the problem; posts that come later are counted on. */
export type Repairs = {
  /** Post of a person; -1 for none. */
  postOf(person: number): number
  /** They said yes to the post they have: no repair moves them. */
  accept(person: number): void
  /** They said no to a post: the pair is never proposed again. */
  refuse(person: number, post: number): Change[]
  /** They do not come, or cannot any more: out of the plan. */
  withdraw(person: number): Change[]
  /**
   * A post that was not in the problem.
   * @param people numbers of everybody who may take it, each once
   * @param worths what each is worth there, whole
   * @returns its number, and who goes there now
   */
  add(seats: number, people: ArrayLike<number>, worths: ArrayLike<number>): { post: number; changes: Change[] }
  /** The post is not needed: even those who said yes leave it. */
  cancel(post: number): Change[]
  /** Worth of the plan, and what no plan exceeds in which everybody who said yes stays. Looks at every pair. */
  certify(): { objective: number; bound: number }
}

/** @throws {RangeError} for an auction that was ended before its first whole round */
export function openRepair(pairs: Pairs, auction: Auction): Repairs {
  if (!Number.isFinite(auction.slack)) throw new RangeError('expected an auction with a whole round')
  const plan = new LivePlan(pairs, auction)
  const repair = new Repair(plan)
  const personAt = inverse(pairs.personOf)
  const postAt = inverse(pairs.postOf)
  const person = (given: number) => numberIn(personAt, given, 'person')
  const post = (given: number) =>
    given >= pairs.posts && given < plan.price.length ? given : numberIn(postAt, given, 'post')
  const toPost = (here: number) => (here >= 0 && here < pairs.posts ? pairs.postOf[here]! : here)
  const run = () =>
    repair.run().map((one) => ({ person: pairs.personOf[one.person]!, from: toPost(one.from), to: toPost(one.to) }))
  return {
    postOf: (given) => toPost(plan.postOf[person(given)]!),
    accept: (given) => {
      const i = person(given)
      if (plan.postOf[i]! < 0) throw new RangeError(`expected person ${given} to have a post`)
      plan.pinned[i] = 1
    },
    refuse: (givenPerson, givenPost) => {
      const [i, j] = [person(givenPerson), post(givenPost)]
      plan.end(i, j)
      if (plan.postOf[i] === j) repair.vacate(i, true)
      return run()
    },
    withdraw: (given) => {
      const i = person(given)
      for (const j of plan.postsOf(i)) plan.end(i, j)
      repair.vacate(i, false)
      return run()
    },
    add: (seats, people, worths) => {
      if (!Number.isInteger(seats) || seats < 0 || seats > 255)
        throw new RangeError(`expected 0 to 255 seats, got ${seats}`)
      if (people.length !== worths.length) throw new RangeError('expected as many worths as people')
      const added = plan.addPost(seats, Int32Array.from(people, person), Int32Array.from(worths))
      repair.reopen(added)
      return { post: added, changes: run() }
    },
    cancel: (given) => {
      const j = post(given)
      plan.seats[j] = 0
      plan.price[j] = Number.POSITIVE_INFINITY
      for (const i of [...plan.holders[j]!]) repair.vacate(i, true)
      return run()
    },
    certify: () => ({ objective: plan.worthOf.reduce((sum, worth) => sum + worth, 0), bound: boundOf(plan) }),
  }
}

function boundOf(plan: LivePlan): number {
  const { price, seats, holders, pinned, worthOf, pairs } = plan
  let [whole, part] = [0, 0]
  const add = (value: number) => {
    whole += Math.floor(value)
    part += value - Math.floor(value)
  }
  for (let j = 0; j < price.length; j++) {
    const open = seats[j]! - holders[j]!.reduce((sum, i) => sum + pinned[i]!, 0)
    if (open > 0) add(open * price[j]!)
  }
  for (let i = 0; i < pairs.people; i++) {
    if (pinned[i] === 1) add(worthOf[i]!)
    else {
      plan.look(i, -1)
      add(plan.best.value)
    }
  }
  return whole + Math.floor(part)
}

function inverse(numbers: Int32Array): Int32Array {
  const at = new Int32Array(numbers.length)
  for (let n = 0; n < numbers.length; n++) at[numbers[n]!] = n
  return at
}

function numberIn(at: Int32Array, given: number, name: string): number {
  const found = at[given]
  if (found === undefined) throw new RangeError(`expected a ${name} from 0 to ${at.length - 1}, got ${given}`)
  return found
}
