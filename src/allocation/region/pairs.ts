/**
 * Who may take which post, in compressed rows both ways. People and posts are renumbered along a curve through the region, so that
 * neighbours in place are neighbours in memory; `personOf` and `postOf` lead back to the numbers of the problem.
 */
export type Pairs = {
  readonly people: number
  readonly posts: number
  /** Pairs of person `i` are `personStart[i]` up to `personStart[i + 1]` of `post` and `worthOfPost`. */
  readonly personStart: Int32Array
  /** Ascending within a person. */
  readonly post: Int32Array
  readonly worthOfPost: Int32Array
  /** Pairs of post `j` are `postStart[j]` up to `postStart[j + 1]` of `person` and `worthOfPerson`. */
  readonly postStart: Int32Array
  /** Ascending within a post. */
  readonly person: Int32Array
  readonly worthOfPerson: Int32Array
  readonly seats: Uint8Array
  /** Number in the problem of person `i` here. */
  readonly personOf: Int32Array
  /** Number in the problem of post `j` here. */
  readonly postOf: Int32Array
}

/** Pairs from rows by post alone: the rows by person are made here. */
export function pairsByPost(
  rows: Pick<Pairs, 'postStart' | 'person' | 'worthOfPerson' | 'seats' | 'personOf' | 'postOf'>,
): Pairs {
  const people = rows.personOf.length
  const posts = rows.postOf.length
  const { postStart, person, worthOfPerson } = rows
  const personStart = new Int32Array(people + 1)
  for (let e = 0; e < person.length; e++) personStart[person[e]! + 1]!++
  for (let i = 0; i < people; i++) personStart[i + 1]! += personStart[i]!
  const next = personStart.slice()
  const post = new Int32Array(person.length)
  const worthOfPost = new Int32Array(person.length)
  for (let j = 0; j < posts; j++) {
    for (let e = postStart[j]!; e < postStart[j + 1]!; e++) {
      const at = next[person[e]!]!++
      post[at] = j
      worthOfPost[at] = worthOfPerson[e]!
    }
  }
  return { people, posts, ...rows, personStart, post, worthOfPost }
}
