import type { Person, Post } from '../problem'

/** The person as work from afar sees them: it takes no particular time, so that neither hours given nor limits stand against it. */
export const atAnyTime = <P extends Person>(person: P, post: Post): P => ({
  ...person,
  availability: Int32Array.of(post.start, post.end),
  occupied: [],
  limits: { weekMinutesMax: Number.POSITIVE_INFINITY, restMinutesMin: 0, daysInARowMax: Number.POSITIVE_INFINITY },
})
