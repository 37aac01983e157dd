import { distanceMeters, type Point } from '../../kit/geo'
import { fullDaysSince, goalBands, goalKey, travelMinutesUpTo } from '../goals'
import type { EpochMinutes } from '../problem'
import { metersWithin, travelMinutesFor } from '../travel'
import { transports } from './ask-facts'
import { type AskGroups, columns, loadOf, never, reachOf, rowWords, transportOf } from './ask-groups'
import type { AskPeople } from './ask-people'
import type { Asked, AskPost } from './ask-problem'
import type { AskedRows } from './ask-rows'
import type { AskTree } from './ask-tree'
import { BestKeys } from './best-keys'
import { metersAtLeast, metersAtLeastFrom, stepsPerDegree, vectorOf } from './sphere'

/** One question to the index: walks the tree, near boxes first, until no box that is left can hold anybody better. */
export class AskSearch {
  readonly #groups: AskGroups
  readonly #tree: AskTree
  readonly #point: Point | undefined
  readonly #doubtMeters: number
  readonly #now: EpochMinutes
  readonly #rows: Int32Array
  readonly #liking: number
  readonly #best: BestKeys
  /** Rows of each means of transport, and of those that can still bring somebody. */
  readonly #meansRows: readonly number[]
  readonly #means: number[] = []
  /** Least way to somebody's home from the post, metres. */
  readonly #atLeast: (latitude: number, longitude: number) => number
  /** Whoever lives farther than this cannot be among the best any more, metres by means of transport, and the most and least of these. */
  readonly #metersBy = transports.map(() => Number.POSITIVE_INFINITY)
  #metersMax = Number.POSITIVE_INFINITY
  #metersLeast = Number.POSITIVE_INFINITY
  #minutesMax = Number.POSITIVE_INFINITY

  constructor(
    people: AskPeople,
    post: AskPost,
    rows: AskedRows,
    options: { readonly k: number; readonly now: number },
  ) {
    this.#groups = people.groups
    this.#tree = people.tree
    this.#point = post.point
    this.#doubtMeters = post.doubtMeters ?? 0
    this.#atLeast = metersAtLeastFrom(post.point ?? { latitude: 0, longitude: 0 })
    this.#rows = rows.needed.map((row) => row * rowWords)
    this.#meansRows = rows.means.map((row) => row * rowWords)
    this.#liking = rows.liking
    this.#best = new BestKeys(options.k)
    this.#now = options.now
  }

  run(): Asked[] {
    if (this.#point === undefined) for (let group = 0; group < this.#groups.count; group++) this.#look(group, 0)
    else this.#walk(this.#point)
    return this.#best.drain()
  }

  #walk(point: Point): void {
    const tree = this.#tree
    const at = vectorOf(point)
    const nodes = [tree.root]
    const chords = [tree.chordSquare(tree.root, at)]
    for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
      const meters = metersAtLeast(chords.pop()!)
      if (meters > this.#metersMax || meters > tree.reach(node)) continue
      if ((node & 1) === 0) this.#look(node >> 1, meters)
      else {
        const [left, right] = [tree.left(node), tree.right(node)]
        const [toLeft, toRight] = [tree.chordSquare(left, at), tree.chordSquare(right, at)]
        const leftFirst = toLeft < toRight
        nodes.push(leftFirst ? right : left, leftFirst ? left : right)
        chords.push(leftFirst ? toRight : toLeft, leftFirst ? toLeft : toRight)
      }
    }
  }

  /** @param meters nobody of the group is nearer */
  #look(group: number, meters: number): void {
    const words = this.#groups.wordsOf(group)
    this.#chooseMeans(meters)
    for (let w = 0; w < rowWords; w++) {
      const fits = this.#fitting(words, w)
      if (fits === 0) continue
      const liking = this.#liking < 0 ? 0 : words[this.#liking * rowWords + w]!
      for (let left = fits; left !== 0; left &= left - 1) {
        const bit = 31 - Math.clz32(left & -left)
        this.#consider(words, this.#groups.columnsAt(32 * w + bit), ((liking >>> bit) & 1) === 1)
      }
      this.#narrow()
    }
  }

  /** Leaves out of sight who travels too slowly to be among the best from so far; without rows, nobody does. */
  #chooseMeans(meters: number): void {
    this.#means.length = 0
    if (meters <= this.#metersLeast) return
    for (let means = 0; means < this.#metersBy.length; means++)
      if (meters <= this.#metersBy[means]!) this.#means.push(this.#meansRows[means]!)
  }

  /** One bit for each of thirty-two people who has all that the post asks for. */
  #fitting(words: Int32Array, w: number): number {
    const [rows, means] = [this.#rows, this.#means]
    let found = words[rows[0]! + w]!
    if (found !== 0 && means.length > 0) {
      let going = 0
      for (let m = 0; m < means.length; m++) going |= words[means[m]! + w]!
      found &= going
    }
    for (let r = 1; r < rows.length && found !== 0; r++) found &= words[rows[r]! + w]!
    return found
  }

  /** @param at where somebody's columns begin */
  #consider(words: Int32Array, at: number, likesKind: boolean): void {
    const traits = words[at + columns.traits]!
    let travelMinutes = 0
    if (this.#point !== undefined) {
      const means = transportOf(traits)
      const reach = reachOf(traits)
      const latitude = words[at + columns.latitude]! / stepsPerDegree
      const longitude = words[at + columns.longitude]! / stepsPerDegree
      if (this.#atLeast(latitude, longitude) > Math.min(reach, this.#metersBy[means]!)) return
      const meters = Math.max(0, distanceMeters({ latitude, longitude }, this.#point) - this.#doubtMeters)
      if (meters > reach) return
      travelMinutes = travelMinutesFor(meters, transports[means]!)
    }
    const asked = words[at + columns.asked]!
    const key = goalKey({
      travelMinutes,
      visits: 0,
      recentMinutes: loadOf(traits) * goalBands.loadMinutes,
      daysSinceAsked: asked === never ? -1 : fullDaysSince(asked, this.#now),
      likesKind,
    })
    this.#best.offer(key, words[at + columns.person]!, travelMinutes)
  }

  #narrow(): void {
    if (!this.#best.isFull) return
    const minutes = travelMinutesUpTo(this.#best.worstKey)
    if (minutes === this.#minutesMax) return
    this.#minutesMax = minutes
    for (const [means, transport] of transports.entries()) this.#metersBy[means] = metersWithin(minutes, transport)
    this.#metersMax = Math.max(...this.#metersBy)
    this.#metersLeast = Math.min(...this.#metersBy)
  }
}
