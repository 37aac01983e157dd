import { isId } from '../../kit/ids'
import { may, NotHere, page, type Req, seeOther } from '../../platform'
import { callOutLimits } from '../ask'
import { callOutNotes } from '../call-out-notes'
import { type StartCallOutError, startCallOut } from '../commands/start-call-out'
import { stopCallOut } from '../commands/stop-call-out'
import { PostPage, type PostPageProps } from '../pages/post-page'
import { type AskedPost, findPost } from '../queries/find-post'
import { forecastFor } from '../queries/forecast-for'
import { findCallOut, lookAtAsked } from '../queries/list-asks'

/** The post of this address, for whoever may ask people for it. */
export async function postOf(r: Req): Promise<AskedPost> {
  const id = r.param('id')
  const post = isId(id) ? await findPost(r.ctx.db, id) : undefined
  if (post === undefined) throw new NotHere()
  if (!may(r.ctx, 'dispatch:run', { organizationId: post.organization_id, regionId: post.region_id }))
    throw new NotHere(403)
  return post
}

const whole = (text: string | undefined): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : Number.NaN)

async function show(r: Req, error?: PostPageProps['error']): Promise<Response> {
  const post = await postOf(r)
  const now = r.ctx.clock.now()
  const chosen = {
    ceiling: r.form.ceiling ?? String(callOutLimits.ceiling),
    wanted: r.form.wanted ?? String(callOutLimits.wantedPermille),
    minutes: r.form.minutes ?? String(callOutLimits.answerMinutes),
  }
  const [callOut, asked] = await Promise.all([findCallOut(r.ctx.db, post.id), lookAtAsked(r.ctx, post.id)])
  const ceiling = whole(chosen.ceiling)
  const wantedPermille = whole(chosen.wanted)
  const asks = callOut?.state !== 'running' && post.state === 'open' && (post.free ?? 0) > 0
  const inRange = ceiling >= 1 && ceiling <= callOutLimits.ceilingMax && wantedPermille >= 1 && wantedPermille <= 999
  // Reckoning looks at a whole region: only for whoever asks for it.
  const reckoned = r.query('forecast') === '1' || r.form.only === 'forecast'
  const forecast =
    reckoned && asks && inRange ? await forecastFor(r.ctx.db, post, { ceiling, wantedPermille }, now) : undefined
  const notes = asks ? await callOutNotes(r.ctx, r.v, post.activity_id) : []
  const parts = { v: r.v, post, callOut, asked, chosen, forecast, notes, error }
  return page(r, <PostPage {...parts} />, error === undefined ? 200 : 422)
}

/** GET /desk/posts/:id */
export const showPost = (r: Req): Promise<Response> => show(r)

/** POST /desk/posts/:id/call-outs */
export async function start(r: Req): Promise<Response> {
  if (r.form.only === 'forecast') return show(r)
  const post = await postOf(r)
  const outcome = await startCallOut(r.ctx, {
    postId: post.id,
    ceiling: whole(r.form.ceiling),
    wantedPermille: whole(r.form.wanted),
    answerMinutes: whole(r.form.minutes),
  })
  if (outcome.ok || outcome.error.kind === 'already-running')
    return seeOther(r, `/desk/posts/${post.id}`, outcome.ok ? 'dispatch.said.started' : 'dispatch.said.running')
  return show(r, { text: sayStartError(r, outcome.error), field: fieldOf(outcome.error) })
}

const fields = { ceiling: 'ceiling', wantedPermille: 'wanted', answerMinutes: 'minutes' } as const

const fieldOf = (error: StartCallOutError): string => (error.kind === 'out-of-range' ? fields[error.field] : 'form')

const sayStartError = (r: Req, error: StartCallOutError): string =>
  error.kind === 'out-of-range'
    ? r.v.t(`dispatch.error.${fields[error.field]}`, { max: callOutLimits.ceilingMax })
    : r.v.t(`dispatch.error.${error.kind}`)

/** POST /desk/call-outs/:id/stop */
export async function stop(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  const outcome = await stopCallOut(r.ctx, id)
  if (outcome.ok) return seeOther(r, `/desk/posts/${outcome.value.postId}`, 'dispatch.said.stopped')
  if (outcome.error.kind === 'not-running') {
    const row = await r.ctx.db.selectFrom('call_outs').select('post_id').where('id', '=', id).executeTakeFirstOrThrow()
    return seeOther(r, `/desk/posts/${row.post_id}`, 'dispatch.said.ended')
  }
  throw new NotHere(outcome.error.kind === 'forbidden' ? 403 : 404)
}
