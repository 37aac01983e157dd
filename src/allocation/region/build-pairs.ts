import { type Pairs, pairsByPost } from './pairs'
import { type PeopleBits, peopleBits, rowOfCompetence } from './people-bits'
import { type Region, slotsPerHour, worth } from './region'
import { findPlace, type Strips, stripsOf } from './strips'

/**
 * Every pair of a person and a post that the rules allow and that is worth more than nothing: competences with level, language, reach,
 * hours, and free for the whole interval. A post looks only at the runs of people within the farthest reach, and of these only at
 * those with every bit it asks for.
 */
export function buildPairs(region: Region): Pairs {
  const { people, posts } = region
  const strips = stripsOf(region.side, people.x, people.y)
  const search = new PeopleSearch(region, strips)
  const postOf = stripsOf(region.side, posts.x, posts.y).order
  const postStart = new Int32Array(posts.count + 1)
  const seats = new Uint8Array(posts.count)
  for (let j = 0; j < posts.count; j++) {
    seats[j] = posts.seats[postOf[j]!]!
    if (people.count > 0 && seats[j]! > 0) search.addPeopleFor(postOf[j]!)
    postStart[j + 1] = search.count
  }
  return pairsByPost({ postStart, ...search.columns(), seats, personOf: strips.order, postOf })
}

/** Finds who may take a post, and keeps them in columns that grow. */
class PeopleSearch {
  count = 0
  #person = new Int32Array(1 << 16)
  #worth = new Int32Array(1 << 16)
  readonly #region: Region
  readonly #strips: Strips
  readonly #bits: PeopleBits
  readonly #y: Int32Array
  readonly #reach: Int32Array
  readonly #slotsMax: Int32Array
  readonly #reachMax: number
  /** Places in the rows of `free` that the post asks for; `free` is looked at in so many rows. */
  readonly #freeRows: Int32Array

  constructor(region: Region, strips: Strips) {
    const { people } = region
    this.#region = region
    this.#strips = strips
    this.#bits = peopleBits(region, strips.order)
    this.#y = strips.order.map((p) => people.y[p]!)
    this.#reach = strips.order.map((p) => people.reach[p]!)
    this.#slotsMax = strips.order.map((p) => people.hoursMax[p]! * slotsPerHour)
    this.#reachMax = this.#reach.reduce((most, reach) => Math.max(most, reach), 0)
    this.#freeRows = new Int32Array(region.words * 32)
  }

  columns() {
    return { person: this.#person.slice(0, this.count), worthOfPerson: this.#worth.slice(0, this.count) }
  }

  addPeopleFor(post: number): void {
    const { posts } = this.#region
    const { height, start } = this.#strips
    const [x, y] = [posts.x[post]!, posts.y[post]!]
    const first = Math.max(0, Math.floor((y - this.#reachMax) / height))
    const last = Math.min(start.length - 2, Math.floor((y + this.#reachMax) / height))
    const rows = this.#askFree(post)
    for (let r = first; r <= last; r++) {
      const dy = Math.max(r * height - y, y - (r * height + height - 1), 0)
      const dx = Math.floor(Math.sqrt(this.#reachMax * this.#reachMax - dy * dy))
      const from = findPlace(this.#strips, start[r]!, start[r + 1]!, x - dx)
      const to = findPlace(this.#strips, from, start[r + 1]!, x + dx + 1)
      if (from < to) this.#addRun(post, from, to, rows)
    }
  }

  /** Rows that together say who is free for the whole post: one each `run` slots, the last one shifted back to end with the post. */
  #askFree(post: number): number {
    const { posts } = this.#region
    const { run, width } = this.#bits
    const end = posts.end[post]!
    let rows = 0
    for (let s = posts.start[post]!; s < end; s += run) this.#freeRows[rows++] = Math.min(s, end - run) * width
    return rows
  }

  #addRun(post: number, from: number, to: number, rows: number): void {
    const { posts } = this.#region
    const { holds, speaks, free, width } = this.#bits
    const freeRows = this.#freeRows
    const holdsRow = rowOfCompetence(this.#bits, posts.competence[post]!, posts.level[post]!)
    const competence2 = posts.competence2[post]!
    const holdsRow2 = competence2 < 0 ? holdsRow : rowOfCompetence(this.#bits, competence2, 1)
    const speaksRow = posts.language[post]! * width
    const last = (to - 1) >> 5
    for (let w = from >> 5; w <= last; w++) {
      let found = holds[holdsRow + w]! & holds[holdsRow2 + w]! & speaks[speaksRow + w]!
      for (let f = 0; f < rows && found !== 0; f++) found &= free[freeRows[f]! + w]!
      if (w === from >> 5) found &= -1 << (from & 31)
      if (w === last) found &= -1 >>> (31 - ((to - 1) & 31))
      while (found !== 0) {
        const bit = 31 - Math.clz32(found & -found)
        found &= found - 1
        this.#addIfNear(post, w * 32 + bit)
      }
    }
  }

  #addIfNear(post: number, person: number): void {
    const { posts } = this.#region
    const dx = this.#strips.x[person]! - posts.x[post]!
    const dy = this.#y[person]! - posts.y[post]!
    const square = dx * dx + dy * dy
    const reach = this.#reach[person]!
    if (square > reach * reach || posts.end[post]! - posts.start[post]! > this.#slotsMax[person]!) return
    const worthHere = worth(posts.priority[post]!, Math.floor(Math.sqrt(square)))
    if (worthHere <= 0) return
    if (this.count === this.#person.length) {
      this.#person = longer(this.#person)
      this.#worth = longer(this.#worth)
    }
    this.#person[this.count] = person
    this.#worth[this.count++] = worthHere
  }
}

function longer(column: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(column.length * 2)
  grown.set(column)
  return grown
}
