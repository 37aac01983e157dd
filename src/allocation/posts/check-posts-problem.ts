import type { PostsProblem } from './posts-problem'

// Minutes and numbers of posts are kept in 32 bits, with room for posts at any time behind the last.
const MINUTE_MAX = 2 ** 30

/** @throws {RangeError} for numbers that no problem has, or an id that stands twice */
export function checkPostsProblem({ people, posts, travelBand, now }: PostsProblem): void {
  const whole = (what: string, value: number, min: number, max: number) => {
    if (!Number.isInteger(value) || value < min || value > max)
      throw new RangeError(`expected ${what} from ${min} to ${max}, got ${value}`)
  }
  const once = (what: string, ids: readonly string[]) => {
    if (new Set(ids).size < ids.length) throw new RangeError(`expected each ${what} once`)
  }
  once(
    'person',
    people.map(({ id }) => id),
  )
  once(
    'post',
    posts.map(({ post }) => post.id),
  )
  if (!(travelBand > 0)) throw new RangeError(`expected a travel band above 0, got ${travelBand}`)
  whole('now', now, -MINUTE_MAX, MINUTE_MAX)
  for (const { postsMax } of people) whole('posts a person', postsMax, 0, 1000)
  for (const { post, seats, seatsMin } of posts) {
    whole('seats', seats, 0, 100_000)
    whole('seats of the minimum crew', seatsMin, 0, seats)
    whole('start', post.start, -MINUTE_MAX, MINUTE_MAX)
    whole('end', post.end, post.start + 1, MINUTE_MAX)
  }
}
