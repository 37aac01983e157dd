import { type AskFacts, homeOf } from './ask-facts'
import { AskGroups, columns, groupSeats, reachOf, seatsKept } from './ask-groups'
import { AskTree } from './ask-tree'

const NOWHERE = -1

/** Who sits where: people in groups, groups under a tree of boxes. */
export class AskPeople {
  size = 0
  readonly groups: AskGroups
  readonly tree = new AskTree()
  /** Group and seat of each person as one number; {@link NOWHERE} for one who is not known. */
  #places = new Int32Array(0)

  constructor(rows: number) {
    this.groups = new AskGroups(rows)
  }

  get bytes(): number {
    return this.groups.bytes + this.tree.bytes + this.#places.byteLength
  }

  knows(person: number): boolean {
    return (this.#places[person] ?? NOWHERE) !== NOWHERE
  }

  /** Seats somebody new in the last group, or in one more, which stands in no tree until it is built. */
  append(person: number, facts: AskFacts, column: Uint8Array): void {
    const last = this.groups.count - 1
    const isOpen = last >= 0 && this.groups.emptySeat(last) < groupSeats - seatsKept
    this.#seat(isOpen ? last : this.#addGroup(), person, facts, column)
  }

  /** Ends {@link append}; there is one group at least. */
  build(): void {
    if (this.groups.count === 0) this.#addGroup()
    this.tree.build()
  }

  put(person: number, facts: AskFacts, column: Uint8Array): void {
    const group = this.knows(person) ? this.#leave(person, facts) : NOWHERE
    this.#seat(group === NOWHERE ? this.#groupFor(person, facts) : group, person, facts, column)
  }

  remove(person: number): void {
    const place = this.#places[person]!
    this.groups.clear(Math.floor(place / groupSeats), place % groupSeats)
    this.#places[person] = NOWHERE
    this.size--
  }

  /** Takes somebody from their seat; their group, where they still live there. */
  #leave(person: number, { latitude, longitude }: AskFacts): number {
    const group = Math.floor(this.#places[person]! / groupSeats)
    const words = this.groups.wordsOf(group)
    const at = this.groups.columnsAt(this.#places[person]! % groupSeats)
    const stays = words[at + columns.latitude] === latitude && words[at + columns.longitude] === longitude
    this.remove(person)
    return stays ? group : NOWHERE
  }

  #seat(group: number, person: number, facts: AskFacts, column: Uint8Array): void {
    const seat = this.groups.emptySeat(group)
    this.groups.write(group, seat, person, facts, column)
    if (person >= this.#places.length) this.#grow(person + 1)
    this.#places[person] = group * groupSeats + seat
    this.tree.widen(2 * group, facts.home, facts.reachMeters)
    this.size++
  }

  /** A group near somebody's home with an empty seat. */
  #groupFor(person: number, { home }: AskFacts): number {
    const leaf = this.tree.leafFor(home, person)
    if (this.groups.emptySeat(leaf >> 1) < groupSeats) return leaf >> 1
    const fresh = this.#halve(leaf)
    return this.tree.chordSquare(fresh, home) < this.tree.chordSquare(leaf, home) ? fresh >> 1 : leaf >> 1
  }

  /** Halves a full group along the longest side of its box. @returns the leaf of the new one */
  #halve(leaf: number): number {
    const group = leaf >> 1
    const axis = this.tree.longestAxis(leaf)
    const words = this.groups.wordsOf(group)
    const sitting = Array.from({ length: groupSeats }, (_, seat) => {
      const at = this.groups.columnsAt(seat)
      return {
        seat,
        person: words[at + columns.person]!,
        reach: reachOf(words[at + columns.traits]!),
        home: homeOf(words[at + columns.latitude]!, words[at + columns.longitude]!),
      }
    }).sort((a, b) => a.home[axis] - b.home[axis])
    const to = this.groups.add()
    const fresh = this.tree.splitLeaf(leaf)
    for (const [rank, { seat, person, reach, home }] of sitting.entries()) {
      const toSeat = rank - groupSeats / 2
      this.tree.widen(toSeat < 0 ? leaf : fresh, home, reach)
      if (toSeat < 0) continue
      this.groups.move(group, seat, to, toSeat)
      this.#places[person] = to * groupSeats + toSeat
    }
    return fresh
  }

  #addGroup(): number {
    this.tree.addLeaf()
    return this.groups.add()
  }

  #grow(people: number): void {
    const grown = new Int32Array(people + (people >> 4)).fill(NOWHERE, this.#places.length)
    grown.set(this.#places)
    this.#places = grown
  }
}
