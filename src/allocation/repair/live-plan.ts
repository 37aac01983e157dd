import type { Pairs } from '../region/pairs'
import type { Auction } from '../region/run-auction'

/** What one person would get for another post: numbers of posts, and what each is worth to this person. */
type More = { readonly posts: number[]; readonly worths: number[] }

/**
 * A plan that goes on living: who holds what, what each seat costs, who has said yes. Numbers are those of the pairs. Pairs that ended are
 * worth nothing; posts that came later have their pairs in lists beside the rows.
 */
export class LivePlan {
  readonly pairs: Pairs
  readonly slack: number
  readonly postOf: Int32Array
  readonly worthOf: Int32Array
  /** 1 for those who said yes: they keep their post. */
  readonly pinned: Uint8Array
  readonly price: number[]
  readonly seats: number[]
  readonly holders: number[][] = []
  readonly #worthOfPost: Int32Array
  readonly #worthOfPerson: Int32Array
  readonly #hasMore: Uint8Array
  readonly #more = new Map<number, More>()
  /** People and worths of the posts that came later, by post. */
  readonly #later = new Map<number, { readonly people: Int32Array; readonly worths: Int32Array }>()
  /** Best post found by the last look, what it is worth, and its value above the price and that of the next best. */
  best = { post: -1, worth: 0, value: 0, second: 0 }

  constructor(pairs: Pairs, { market, slack }: Auction) {
    this.pairs = pairs
    this.slack = slack
    this.postOf = market.postOf.slice()
    this.worthOf = market.worthOf.slice()
    this.pinned = new Uint8Array(pairs.people)
    this.price = Array.from(market.price)
    this.seats = Array.from(pairs.seats)
    for (let j = 0; j < pairs.posts; j++) {
      const start = market.seatStart[j]!
      this.holders.push(Array.from(market.holder.subarray(start, start + market.taken[j]!)))
    }
    this.#worthOfPost = pairs.worthOfPost.slice()
    this.#worthOfPerson = pairs.worthOfPerson.slice()
    this.#hasMore = new Uint8Array(pairs.people)
  }

  /** Looks for the best post for a person, and sets `best`. @param except a post not to look at; -1 for none */
  look(person: number, except: number): void {
    const { personStart, post } = this.pairs
    const { best } = this
    best.post = -1
    best.value = 0
    best.second = 0
    for (let e = personStart[person]!; e < personStart[person + 1]!; e++)
      this.#compare(post[e]!, this.#worthOfPost[e]!, except)
    if (this.#hasMore[person] === 0) return
    const more = this.#more.get(person)!
    for (let n = 0; n < more.posts.length; n++) this.#compare(more.posts[n]!, more.worths[n]!, except)
  }

  #compare(post: number, worth: number, except: number): void {
    const { best } = this
    const value = worth - this.price[post]!
    if (value <= best.second || post === except) return
    if (value > best.value) {
      best.second = best.value
      best.value = value
      best.post = post
      best.worth = worth
    } else best.second = value
  }

  /** What a person has above the price of their post. */
  valueOf(person: number): number {
    const post = this.postOf[person]!
    return post < 0 ? 0 : this.worthOf[person]! - this.price[post]!
  }

  /** Calls back for every person who may take a post, with what it is worth. */
  forPeopleOf(post: number, found: (person: number, worth: number) => void): void {
    const later = this.#later.get(post)
    if (later !== undefined) {
      for (let n = 0; n < later.people.length; n++) found(later.people[n]!, later.worths[n]!)
      return
    }
    const { postStart, person } = this.pairs
    for (let e = postStart[post]!; e < postStart[post + 1]!; e++) found(person[e]!, this.#worthOfPerson[e]!)
  }

  sit(person: number, post: number, worth: number): void {
    this.holders[post]!.push(person)
    this.postOf[person] = post
    this.worthOf[person] = worth
  }

  leave(person: number): void {
    const holders = this.holders[this.postOf[person]!]!
    holders[holders.indexOf(person)] = holders.at(-1)!
    holders.pop()
    this.postOf[person] = -1
    this.worthOf[person] = 0
  }

  /** Ends a pair for good. */
  end(person: number, post: number): void {
    const { personStart, postStart, post: posts } = this.pairs
    for (let e = personStart[person]!; e < personStart[person + 1]!; e++)
      if (posts[e] === post) this.#worthOfPost[e] = 0
    const later = this.#later.get(post)
    if (later !== undefined) {
      later.worths[later.people.indexOf(person)] = 0
      const more = this.#more.get(person)
      if (more !== undefined) more.worths[more.posts.indexOf(post)] = 0
      return
    }
    let [low, high] = [postStart[post]!, postStart[post + 1]!]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.pairs.person[middle]! < person) low = middle + 1
      else high = middle
    }
    if (low < postStart[post + 1]! && this.pairs.person[low] === person) this.#worthOfPerson[low] = 0
  }

  /** Posts of a person's pairs, ended ones as well. */
  postsOf(person: number): number[] {
    const { personStart, post } = this.pairs
    return [...post.subarray(personStart[person], personStart[person + 1]), ...(this.#more.get(person)?.posts ?? [])]
  }

  /** Adds a post without a holder, at a price that nobody pays; returns its number. */
  addPost(seats: number, people: Int32Array, worths: Int32Array): number {
    const post = this.price.push(Number.POSITIVE_INFINITY) - 1
    this.seats.push(seats)
    this.holders.push([])
    this.#later.set(post, { people, worths })
    for (let n = 0; n < people.length; n++) {
      const person = people[n]!
      const more = this.#more.get(person) ?? { posts: [], worths: [] }
      more.posts.push(post)
      more.worths.push(worths[n]!)
      this.#more.set(person, more)
      this.#hasMore[person] = 1
    }
    return post
  }
}
