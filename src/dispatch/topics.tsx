import type { Entry } from '../journal'
import { type LiveTopic, may } from '../platform'
import { AskedList } from './pages/asked-list'
import { findPost } from './queries/find-post'
import { findCallOut, listAsked } from './queries/list-asks'

const watched = /^(ask|call-out|assignment|waiting|answer|post|activity)\./

/** The post an entry concerns, where it concerns one. */
const postIn = (entry: Entry): string | undefined => {
  const { postId } = entry.body as { postId?: unknown }
  return watched.test(entry.kind) && typeof postId === 'string' ? postId : undefined
}

/** Seats, call-out and answers of one post, for whoever may ask people for it. */
const postAnswers: LiveTopic = {
  name: 'post-answers',
  classOf: async (ctx, id) => {
    const post = await findPost(ctx.db, id)
    const scope = { organizationId: post?.organization_id, regionId: post?.region_id }
    return post !== undefined && may(ctx, 'dispatch:run', scope) ? 'coordinator' : undefined
  },
  touches: (entry) => [postIn(entry)].flatMap((id) => id ?? []),
  render: async (ctx, v, id) => {
    const [post, callOut, asked] = await Promise.all([
      findPost(ctx.db, id),
      findCallOut(ctx.db, id),
      listAsked(ctx.db, id),
    ])
    return post === undefined ? '' : <AskedList v={v} post={post} callOut={callOut} asked={asked} />
  },
}

/** Parts of the desk that keep themselves up to date. */
export const topics: readonly LiveTopic[] = [postAnswers]
