import type { Pairs } from './pairs'

/** Who goes where: person `person[n]` to post `post[n]`, in the numbers of the problem, by person and then by post. */
export type Plan = { readonly person: Int32Array; readonly post: Int32Array }

/**
 * A plan in the numbers of the problem.
 * @param person one a shift, in the numbers of the pairs, and so `post`
 */
export function toPlan({ posts, personOf, postOf }: Pairs, person: ArrayLike<number>, post: ArrayLike<number>): Plan {
  const count = person.length
  const keys = new Float64Array(count)
  for (let n = 0; n < count; n++) keys[n] = personOf[person[n]!]! * posts + postOf[post[n]!]!
  keys.sort()
  return {
    person: Int32Array.from(keys, (key) => Math.floor(key / posts)),
    post: Int32Array.from(keys, (key) => key % posts),
  }
}
