import { page, type Req } from '../../platform'
import { deskFilters } from '../desk-item'
import { deskId } from '../open-desks'
import { DeskPage } from '../pages/desk-page'
import { deskScope } from '../queries/desk-scope'
import { filterBoard, loadBoard } from '../queries/load-board'
import { listDeskLines } from '../queries/read-desk'

/** GET /desk */
export async function showDesk(r: Req): Promise<Response> {
  const now = r.ctx.clock.now()
  const scope = deskScope(r.ctx)
  const board = await loadBoard(r.ctx.db, scope, now)
  const filter = deskFilters.find((one) => one === r.query('show'))
  const shown = filterBoard(board, filter, now)
  const current = shown.items.find((item) => item.id === r.query('item')) ?? shown.items[0]
  const lines = current?.kind === 'need' ? await listDeskLines(r.ctx.db, current.id) : []
  const liveId = deskId(scope, filter)
  return page(r, <DeskPage v={r.v} board={shown} current={current} lines={lines} filter={filter} liveId={liveId} />)
}
