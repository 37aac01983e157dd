import { referenceOf } from '../kit/reference'

/** Lines printed at each post for people who come without having signed up. */
const LINES = 6
/** Lines of earlier copies beyond these are no more looked for. */
const LINES_MAX = 120

/** A printed line that waits for somebody's name: where it stands, and the code by which it counts once. */
export type WalkInLine = { readonly code: string; readonly postId: string; readonly copy: number }

/** Empty lines of one post on one copy of a sheet. Each code is made from where its line stands, and is on no other copy. */
export const walkInLinesOf = (postId: string, copy: number): WalkInLine[] =>
  Array.from({ length: LINES }, (_, n) => ({ code: referenceOf(`${postId} walk-in ${copy} ${n}`), postId, copy }))

/** Empty lines of all copies that were printed so far, those of the newest first. */
export const walkInLines = (postIds: readonly string[], copies: number): WalkInLine[] =>
  Array.from({ length: copies }, (_, i) => copies - i)
    .flatMap((copy) => postIds.flatMap((postId) => walkInLinesOf(postId, copy)))
    .slice(0, LINES_MAX)
