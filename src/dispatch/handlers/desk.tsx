import { page, type Req } from '../../platform'
import { type DeskFilter, type DeskItem, deskFilters, isStaleNeed, rankOfPost } from '../desk-item'
import { type DeskBoard, DeskPage } from '../pages/desk-page'
import { deskScope } from '../queries/desk-scope'
import { loadBoard } from '../queries/load-board'
import { listDeskLines } from '../queries/read-desk'

/** GET /desk */
export async function showDesk(r: Req): Promise<Response> {
  const now = r.ctx.clock.now()
  const scope = deskScope(r.ctx)
  const board = await loadBoard(r.ctx.db, scope, now)
  const filter = deskFilters.find((one) => one === r.query('show'))
  const items = filter === undefined ? board.items : board.items.filter((item) => isShown(item, filter, now))
  const current = items.find((item) => item.id === r.query('item')) ?? items[0]
  const lines = current?.kind === 'need' ? await listDeskLines(r.ctx.db, current.id) : []
  const shown: DeskBoard = { ...board, items }
  const alone = scope.organizationIds.length === 1 && scope.regionIds.length === 0 && !scope.everywhere
  return page(
    r,
    <DeskPage
      v={r.v}
      board={shown}
      current={current}
      lines={lines}
      filter={filter}
      // A filtered queue is not what all others see: it stays as it was asked for.
      liveId={alone && filter === undefined ? scope.organizationIds[0] : undefined}
    />,
  )
}

function isShown(item: DeskItem, filter: DeskFilter, now: Temporal.Instant): boolean {
  if (item.kind === 'need') return filter === 'stale' && isStaleNeed(item.need, now)
  switch (filter) {
    case 'unfilled':
      return item.posts.some((post) => rankOfPost(post, now) <= 1)
    case 'silent':
      return item.posts.some((post) => post.silent > 0)
    case 'running':
      return item.posts.some((post) => post.overdue > 0)
    case 'stale':
      return false
  }
}
