import type { Entry } from '../journal'
import { type LiveTopic, may } from '../platform'
import { AskedList } from './pages/asked-list'
import { DeskBoardPanes } from './pages/desk-page'
import { findPost } from './queries/find-post'
import { findCallOut, listAsked, lookOf } from './queries/list-asks'
import { loadBoard } from './queries/load-board'

const watched = /^(ask|call-out|assignment|waiting|answer|post|activity|attendance)\./

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
    if (post === undefined) return ''
    const html = String(<AskedList v={v} post={post} callOut={callOut} asked={asked} />)
    return { toString: () => html, looks: asked.map(lookOf) }
  },
}

/** Organizations whose desks are open in this process, by region: a need of the region concerns each of them. */
const openDesks = new Map<string, Set<string>>()

/** Risk, queue, map and time of an organization's desk. */
const desk: LiveTopic = {
  name: 'desk',
  classOf: async (ctx, id) => {
    const row = await ctx.db.selectFrom('organizations').select('region_id').where('id', '=', id).executeTakeFirst()
    if (row === undefined || !may(ctx, 'dispatch:run', { organizationId: id, regionId: row.region_id }))
      return undefined
    openDesks.set(row.region_id, (openDesks.get(row.region_id) ?? new Set()).add(id))
    return 'coordinator'
  },
  touches: (entry) => {
    const own = entry.organizationId === null ? [] : [entry.organizationId]
    return /^(need|line)\./.test(entry.kind) ? [...own, ...(openDesks.get(entry.regionId) ?? [])] : own
  },
  render: async (ctx, v, id) => {
    const scope = { everywhere: false, organizationIds: [id], regionIds: [] }
    return <DeskBoardPanes v={v} board={await loadBoard(ctx.db, scope, ctx.clock.now())} />
  },
}

/** Parts of the desk that keep themselves up to date. */
export const topics: readonly LiveTopic[] = [postAnswers, desk]
