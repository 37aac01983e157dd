/**
 * The people and posts of a region over one horizon, as columns: element `i` of a column belongs to person `i`, element `j` to post `j`.
 * Places are whole steps of 100 m inside a square of side `side`; time is whole slots of a quarter of an hour from the start of the
 * horizon (Monday 00:00 for a week), intervals half-open.
 */
export type Region = {
  readonly side: number
  /** Number of different competences; `people.level` has this many bytes a person. */
  readonly competences: number
  /** Words of 32 slots a person has in `people.free`. */
  readonly words: number
  readonly people: People
  readonly posts: Posts
}

/** Columns of people; see {@link Region}. */
export type People = {
  readonly count: number
  readonly x: Int32Array
  readonly y: Int32Array
  /** Straight-line distance they are ready to go, in 100 m. */
  readonly reach: Int32Array
  /** Level of each competence, row-major; 0 for none. */
  readonly level: Uint8Array
  /** Bit `l` where they can work in language `l`. */
  readonly languages: Uint8Array
  /** Bit `s & 31` of word `s >> 5` where slot `s` is free, row-major. */
  readonly free: Uint32Array
  /** Hours of work at most over the horizon. */
  readonly hoursMax: Uint8Array
  /** Slots between the end of one shift and the start of the next. */
  readonly rest: Uint8Array
}

/** Columns of posts; see {@link Region}. */
export type Posts = {
  readonly count: number
  readonly x: Int32Array
  readonly y: Int32Array
  readonly start: Int32Array
  readonly end: Int32Array
  /** People wanted. */
  readonly seats: Uint8Array
  readonly priority: Uint8Array
  readonly competence: Uint8Array
  /** Least level of `competence`. */
  readonly level: Uint8Array
  /** A second competence of any level; -1 for none. */
  readonly competence2: Int8Array
  readonly language: Uint8Array
}

/** Worth of one person on one post: 1,000 a point of priority, less the distance in 100 m. Whole. */
export const worth = (priority: number, distance: number): number => 1000 * priority - distance

/** Slots in an hour. */
export const slotsPerHour = 4
