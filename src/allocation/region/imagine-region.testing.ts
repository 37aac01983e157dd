import type { People, Posts, Region } from './region'

const DAY = 96
const SLOTS = 7 * DAY
const WORDS = SLOTS / 32
const COMPETENCES = 48
const LANGUAGES = 8
const PEOPLE_A_TOWN = 5000
const BLOCK_STARTS = [24, 32, 52, 64, 72]
const PRIORITIES = [1, 1, 2, 2, 3, 3, 5, 8]

/** Chance as the published instances draw it. */
type Draw = { unit(): number; below(n: number): number }

/**
 * An imagined region for a week, the same to the last bit for the same numbers: towns of some five thousand people, work near them, a few
 * common competences and many rare ones. Its known optima and bounds are those of the published instances, which it equals.
 */
export function imagineRegion(people: number, posts: number, seed: number): Region {
  const draw = drawFrom(seed)
  const towns = townsOf(draw, people)
  return {
    side: towns.side,
    competences: COMPETENCES,
    words: WORDS,
    people: imaginePeople(draw, towns, people),
    posts: imaginePosts(draw, towns, posts),
  }
}

/** Small fast chaotic generator of 32 bits (PractRand's sfc32), started from one number. */
function drawFrom(seed: number): Draw {
  const s = new Int32Array([0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162, seed + 1])
  const next = (): number => {
    const out = (s[0]! + s[1]! + s[3]!) | 0
    s[3]!++
    s[0] = s[1]! ^ (s[1]! >>> 9)
    s[1] = s[2]! + (s[2]! << 3)
    s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + out
    return out >>> 0
  }
  for (let i = 0; i < 20; i++) next()
  const unit = () => next() / 2 ** 32
  return { unit, below: (n) => Math.floor(unit() * n) }
}

type Towns = { readonly side: number; readonly x: number[]; readonly y: number[]; readonly upTo: number[] }

function townsOf(draw: Draw, people: number): Towns {
  const count = Math.max(1, Math.round(people / PEOPLE_A_TOWN))
  const side = Math.round(300 * Math.sqrt(count))
  const towns: Towns = { side, x: [], y: [], upTo: [] }
  let total = 0
  for (let t = 0; t < count; t++) {
    towns.x.push(draw.below(side))
    towns.y.push(draw.below(side))
    total += 1 / Math.sqrt((t % 50) + 1)
    towns.upTo.push(total)
  }
  return towns
}

/** A place in some town, big towns more often; the more `spread`, the farther out. */
function placeIn(draw: Draw, { side, x, y, upTo }: Towns, spread: number): [x: number, y: number] {
  const wanted = draw.unit() * upTo.at(-1)!
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (upTo[middle]! < wanted) low = middle + 1
    else high = middle
  }
  const off = () => Math.round((draw.unit() + draw.unit() + draw.unit() + draw.unit() - 2) * spread)
  const within = (at: number) => Math.min(Math.max(at, 0), side - 1)
  return [within(x[low]! + off()), within(y[low]! + off())]
}

/** A number below `n`, small ones much more often. */
const common = (draw: Draw, n: number): number => Math.min(n - 1, Math.floor(n * draw.unit() ** 3))

function imaginePeople(draw: Draw, towns: Towns, count: number): People {
  const ints = () => new Int32Array(count)
  const bytes = (each = 1) => new Uint8Array(count * each)
  const people = {
    ...{ count, x: ints(), y: ints(), reach: ints(), level: bytes(COMPETENCES), languages: bytes() },
    ...{ free: new Uint32Array(count * WORDS), hoursMax: bytes(), rest: bytes() },
  }
  for (let i = 0; i < count; i++) {
    ;[people.x[i], people.y[i]] = placeIn(draw, towns, 90)
    people.reach[i] = 50 + draw.below(250)
    for (let n = 1 + draw.below(5); n > 0; n--) {
      const at = i * COMPETENCES + common(draw, COMPETENCES)
      people.level[at] = Math.max(people.level[at]!, 1 + draw.below(3))
    }
    const second = draw.unit() < 0.25 ? 2 << common(draw, LANGUAGES - 1) : 0
    people.languages[i] = draw.unit() < 0.03 ? second | 2 : second | 1
    for (let n = 2 + draw.below(6); n > 0; n--) imagineBlock(draw, people.free, i * WORDS)
    people.hoursMax[i] = 6 + draw.below(35)
    people.rest[i] = 32 + 4 * draw.below(5)
    draw.below(20) // recent load, which no rule here looks at
  }
  return people
}

function imagineBlock(draw: Draw, free: Uint32Array, row: number): void {
  const day = draw.below(7) * DAY
  const start = day + BLOCK_STARTS[draw.below(BLOCK_STARTS.length)]! + draw.below(9)
  const end = Math.min(SLOTS, start + 16 + draw.below(41))
  for (let s = start; s < end; s++) free[row + (s >> 5)]! |= 1 << (s & 31)
}

function imaginePosts(draw: Draw, towns: Towns, count: number): Posts {
  const ints = () => new Int32Array(count)
  const bytes = () => new Uint8Array(count)
  const posts = {
    ...{ count, x: ints(), y: ints(), start: ints(), end: ints(), seats: bytes(), priority: bytes() },
    ...{ competence: bytes(), level: bytes(), competence2: new Int8Array(count), language: bytes() },
  }
  for (let j = 0; j < count; j++) {
    ;[posts.x[j], posts.y[j]] = placeIn(draw, towns, 110)
    posts.start[j] = draw.below(7) * DAY + 28 + 2 * draw.below(26)
    posts.end[j] = Math.min(SLOTS, posts.start[j]! + 8 + 4 * draw.below(6))
    posts.seats[j] = 1 + draw.below(11)
    posts.priority[j] = PRIORITIES[draw.below(PRIORITIES.length)]!
    posts.competence[j] = common(draw, COMPETENCES)
    posts.level[j] = draw.unit() < 0.6 ? 1 : draw.unit() < 0.7 ? 2 : 3
    posts.competence2[j] = draw.unit() < 0.15 ? common(draw, COMPETENCES) : -1
    posts.language[j] = draw.unit() < 0.85 ? 0 : draw.below(2)
  }
  return posts
}
