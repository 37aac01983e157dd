import type { Times } from '../region/chains'
import type { PostRow } from './post-rows'

/**
 * When rows lie and how many posts each person may take: all that the bound is told of time. Rest, travel between posts and hours a
 * week are left out of it, so that it holds for them too. Posts at any time lie one by one behind all others, in nobody's way.
 */
export function timesOfRows(rows: readonly PostRow[], postsMax: ArrayLike<number>): Times {
  const last = rows.reduce((most, { at }) => Math.max(most, at.post.end), 0)
  const behind = new Map<string, number>()
  const start = Int32Array.from(rows, ({ at: { post, anyTime } }) => {
    if (!anyTime) return post.start
    const known = behind.get(post.id) ?? last + 2 * behind.size
    behind.set(post.id, known)
    return known
  })
  return {
    start,
    end: Int32Array.from(rows, ({ at: { post, anyTime } }, r) => (anyTime ? (start[r] ?? 0) + 1 : post.end)),
    slots: new Int32Array(rows.length).fill(1),
    rest: new Uint8Array(postsMax.length),
    slotsMax: Int32Array.from(postsMax),
  }
}
