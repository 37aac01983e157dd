import type { Entry } from '../journal'
import { type LiveTopic, may } from '../platform'
import { deskFilters } from './desk-item'
import { deskId, desksConcernedBy, findOpenDesk, openDesk } from './open-desks'
import { AskedList } from './pages/asked-list'
import { DeskDetail } from './pages/desk-detail'
import { DeskBoardPanes } from './pages/desk-page'
import { planTopic } from './plan/plan-topic'
import { deskScope, listDeskRegions } from './queries/desk-scope'
import { findPost } from './queries/find-post'
import { findCallOut, listAsked, lookOf } from './queries/list-asks'
import { filterBoard, loadBoard } from './queries/load-board'
import { listDeskLines } from './queries/read-desk'

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

/** Risk, queue, map and time of a desk: one organization's, several, or a region's, whole or the part that a figure opens to. */
const desk: LiveTopic = {
  name: 'desk',
  classOf: async (ctx, id) => {
    const scope = deskScope(ctx)
    const filter = [undefined, ...deskFilters].find((one) => deskId(scope, one) === id)
    if (!may(ctx, 'dispatch:run') || deskId(scope, filter) !== id) return undefined
    const regionIds = await listDeskRegions(ctx.db, scope)
    openDesk(id, { scope, filter, regionIds, openedAt: ctx.clock.now() })
    return id
  },
  touches: desksConcernedBy,
  render: async (ctx, v, id) => {
    const open = findOpenDesk(id)
    if (open === undefined) return ''
    const board = await loadBoard(ctx.db, open.scope, ctx.clock.now())
    return <DeskBoardPanes v={v} board={filterBoard(board, open.filter, ctx.clock.now())} />
  },
}

/** What is chosen on a desk, as this desk sees it: the class names the desk. */
const deskItem: LiveTopic = {
  name: 'desk-item',
  classOf: async (ctx, id) => {
    const deskName = await desk.classOf(ctx, deskId(deskScope(ctx), undefined))
    const board = deskName === undefined ? undefined : await loadBoard(ctx.db, deskScope(ctx), ctx.clock.now())
    return board?.items.some((item) => item.id === id) ? deskName : undefined
  },
  touches: (entry) => {
    const { needId, activityId } = entry.body
    return [entry.subjectId, needId, activityId].filter((id) => typeof id === 'string')
  },
  render: async (ctx, v, id, deskName) => {
    const open = findOpenDesk(deskName)
    const board = open === undefined ? undefined : await loadBoard(ctx.db, open.scope, ctx.clock.now())
    const item = board?.items.find((one) => one.id === id)
    if (item === undefined) return <p class="muted">{v.t('dispatch.desk.gone')}</p>
    const lines = item.kind === 'need' ? await listDeskLines(ctx.db, id) : []
    return <DeskDetail v={v} item={item} lines={lines} />
  },
}

/** Parts of the desk that keep themselves up to date. */
export const topics: readonly LiveTopic[] = [postAnswers, desk, deskItem, planTopic]
