import type { Db } from '../../platform'
import { findPost, isEmergency } from './find-post'
import { listToCall } from './list-to-call'
import type { askableAt } from './prepare-wave'

/** What a call-out would begin with. `quiet`: the hours in which somebody is not asked; undefined for whoever takes emergency calls. */
export type CallOutPreview = {
  readonly free: number
  readonly startsAt: Temporal.Instant
  readonly people: readonly {
    readonly personId: string
    readonly chance: number
    readonly quiet: Parameters<typeof askableAt>[1] | undefined
  }[]
}

const PREVIEW_MAX = 2000

/** Looks at what a call-out for a post would begin with now: who would be asked in which order, and their chance of a yes. */
export async function previewCallOut(
  db: Db,
  postId: string,
  now: Temporal.Instant,
): Promise<CallOutPreview | undefined> {
  const post = await findPost(db, postId)
  if (post === undefined) return undefined
  const order = await listToCall(db, post, now, PREVIEW_MAX)
  return {
    free: post.free ?? 0,
    startsAt: post.starts_at,
    people: order.map(({ personId, chance, person }) => ({
      personId,
      chance,
      quiet:
        isEmergency(post) && person.emergencyCalls
          ? undefined
          : { zone: person.zone, quiet_from: person.quietFrom, quiet_until: person.quietUntil },
    })),
  }
}
