import { isId } from '../../kit/ids'
import { NotHere, type Req, seeOther } from '../../platform'
import { agreeExchanges, decideExchange } from '../commands/decide-exchange'
import { getVisibleActivity } from './browse'
import { showManageWith } from './organize'

/** POST /activities/:id/exchanges/:swap: whoever runs the work agrees that seats change hands, or does not. */
export async function decideTheirExchange(r: Req): Promise<Response> {
  const { activity } = await getVisibleActivity(r)
  const swapId = r.param('swap')
  if (!isId(swapId)) throw new NotHere()
  const agrees = r.form.say === 'yes'
  const done = await decideExchange(r.ctx, { swapId, agrees })
  if (done.ok)
    return seeOther(r, `/activities/${activity.id}/manage`, `activities.said.exchange-${agrees ? 'agreed' : 'refused'}`)
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  if (done.error.kind === 'unknown') throw new NotHere()
  return showManageWith(r, r.v.t(`activities.exchange.cannot.${done.error.kind === 'other-cannot' ? 'rules' : 'over'}`))
}

/** POST /activities/:id/posts/:post/exchanges: agreed beforehand for a post, or asked each time. */
export async function setExchanges(r: Req): Promise<Response> {
  const { activity } = await getVisibleActivity(r)
  const postId = r.param('post')
  if (!isId(postId)) throw new NotHere()
  const done = await agreeExchanges(r.ctx, { postId, agrees: r.form.agrees === '1' })
  if (!done.ok) throw new NotHere(done.error.kind === 'forbidden' ? 403 : 404)
  return seeOther(r, `/activities/${activity.id}/manage`, 'activities.said.exchanges-set')
}
