import type { People, Posts, Region } from './region'

/** Most steps of 100 m a side may have: once and a half around the Earth. */
const SIDE_MAX = 600_000
const PEOPLE_MAX = 50_000_000
const POSTS_MAX = 10_000_000
const LEVEL_MAX = 3
const COMPETENCES_MAX = 127
const WORDS_MAX = 366 * 3

type Column = Int32Array | Uint32Array | Uint8Array | Int8Array
type Fields = { readonly [field: string]: unknown }

/**
 * A region as `gen-region.mjs --json` writes it: `side`, people under `v`, posts under `k`.
 * @param file what was read, not trusted: every length and number is checked
 * @throws {RangeError} that names the field and what was expected
 */
export function parseRegion(file: unknown): Region {
  const root = fieldsOf(file, 'a region')
  const side = wholeNumber(root.side, 'side', 1, SIDE_MAX)
  const v = fieldsOf(root.v, 'v')
  const k = fieldsOf(root.k, 'k')
  const count = wholeNumber(v.n, 'v.n', 0, PEOPLE_MAX)
  const competences = perPerson(v.skill, 'v.skill', count, COMPETENCES_MAX)
  const words = perPerson(v.avail, 'v.avail', count, WORDS_MAX)
  const people: People = {
    count,
    x: column(new Int32Array(count), v.x, 'v.x', 0, side - 1),
    y: column(new Int32Array(count), v.y, 'v.y', 0, side - 1),
    reach: column(new Int32Array(count), v.reach, 'v.reach', 0, SIDE_MAX),
    level: column(new Uint8Array(count * competences), v.skill, 'v.skill', 0, LEVEL_MAX),
    languages: column(new Uint8Array(count), v.lang, 'v.lang', 0, 255),
    free: column(new Uint32Array(count * words), v.avail, 'v.avail', 0, 0xffff_ffff),
    hoursMax: column(new Uint8Array(count), v.maxHours, 'v.maxHours', 0, 255),
    rest: column(new Uint8Array(count), v.rest, 'v.rest', 0, 255),
  }
  return { side, competences, words, people, posts: parsePosts(k, side, competences, words, count) }
}

function parsePosts(k: Fields, side: number, competences: number, words: number, people: number): Posts {
  const count = wholeNumber(k.n, 'k.n', 0, POSTS_MAX)
  // Without people nothing says how many competences and slots there are.
  const competenceMax = people === 0 ? COMPETENCES_MAX : competences - 1
  const slots = people === 0 ? WORDS_MAX * 32 : words * 32
  const posts: Posts = {
    count,
    x: column(new Int32Array(count), k.x, 'k.x', 0, side - 1),
    y: column(new Int32Array(count), k.y, 'k.y', 0, side - 1),
    start: column(new Int32Array(count), k.start, 'k.start', 0, slots),
    end: column(new Int32Array(count), k.end, 'k.end', 0, slots),
    seats: column(new Uint8Array(count), k.cap, 'k.cap', 0, 255),
    priority: column(new Uint8Array(count), k.prio, 'k.prio', 0, 255),
    competence: column(new Uint8Array(count), k.skill, 'k.skill', 0, competenceMax),
    level: column(new Uint8Array(count), k.level, 'k.level', 1, LEVEL_MAX),
    competence2: column(new Int8Array(count), k.skill2, 'k.skill2', -1, competenceMax),
    language: column(new Uint8Array(count), k.lang, 'k.lang', 0, 7),
  }
  for (let j = 0; j < count; j++) {
    if (posts.start[j]! >= posts.end[j]!)
      throw new RangeError(`expected k.end[${j}] after ${posts.start[j]}, got ${posts.end[j]}`)
  }
  return posts
}

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RangeError(`expected ${name} to be an object`)
  return value as Fields
}

function wholeNumber(value: unknown, name: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`expected ${name} to be a whole number from ${least} to ${most}, got ${String(value)}`)
  return value
}

/** Numbers a person in a column of rows. */
function perPerson(value: unknown, name: string, people: number, most: number): number {
  if (people === 0) return 0
  const length = listOf(value, name).length
  return wholeNumber(length / people, `${name}.length / v.n`, 1, most)
}

function listOf(value: unknown, name: string): ArrayLike<unknown> {
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)))
    return value as unknown as ArrayLike<unknown>
  // An empty typed array becomes {} in JSON.
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return []
  throw new RangeError(`expected ${name} to be a list`)
}

function column<T extends Column>(into: T, value: unknown, name: string, least: number, most: number): T {
  const list = listOf(value, name)
  if (list.length !== into.length)
    throw new RangeError(`expected ${into.length} numbers in ${name}, got ${list.length}`)
  for (let i = 0; i < into.length; i++) {
    const one = list[i]
    if (typeof one !== 'number' || !(one >= least && one <= most) || !Number.isInteger(one))
      throw new RangeError(`expected ${name}[${i}] to be a whole number from ${least} to ${most}, got ${String(one)}`)
    into[i] = one
  }
  return into
}
