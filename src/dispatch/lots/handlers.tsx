import { isId } from '../../kit/ids'
import { NotHere, page, personOf, type Req, seeOther } from '../../platform'
import { postOf } from '../handlers/posts'
import { findLot, listLotEntries } from './find-lot'
import { LotPage } from './lot-page'
import { openLot } from './open-lot'
import { OpenLotPage } from './open-lot-page'

/** GET /draws/:id: anybody, since a draw that only some can check is none. */
export async function showLot(r: Req): Promise<Response> {
  const id = r.param('id')
  const lot = isId(id) ? await findLot(r.ctx.db, id) : undefined
  if (lot === undefined) throw new NotHere()
  const entries = await listLotEntries(r.ctx.db, lot.id)
  const by = personOf(r.ctx)
  const own = by === null ? undefined : entries.find((one) => one.volunteer_id === by)?.number
  return page(r, <LotPage v={r.v} lot={lot} entries={entries} own={own} />)
}

/** GET /desk/posts/:id/lot */
export async function showOpenLot(r: Req): Promise<Response> {
  return page(r, <OpenLotPage v={r.v} post={await postOf(r)} typed={undefined} error={undefined} />)
}

/** POST /desk/posts/:id/lot */
export async function open(r: Req): Promise<Response> {
  const post = await postOf(r)
  const typed = r.form.closes ?? ''
  const closesAt = momentOf(typed, post.zone)
  const opened = closesAt === undefined ? undefined : await openLot(r.ctx, { postId: post.id, closesAt })
  if (opened?.ok === true) return seeOther(r, `/draws/${opened.value.lotId}`, 'dispatch.said.lotOpened')
  const kind = opened === undefined ? 'time' : opened.error.kind
  if (kind === 'unknown') throw new NotHere()
  if (kind === 'forbidden') throw new NotHere(403)
  return page(r, <OpenLotPage v={r.v} post={post} typed={typed} error={r.v.t(`dispatch.lot.error.${kind}`)} />, 422)
}

/** A moment by the clock of the work's place, as `datetime-local` sends it. */
function momentOf(text: string, zone: string): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
  } catch {
    return undefined
  }
}
