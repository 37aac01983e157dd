import { isId } from '../../kit/ids'
import { NotHere, page, personOf, type Req, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { makeGroup, releaseGroup } from '../commands/make-group'
import { GroupPage, NewGroupPage } from '../pages/group-pages'
import { parseCount } from '../parse-activity-form'
import { listPosts } from '../queries/find-activity'
import { findGroup } from '../queries/find-group'
import { GROUP_SEATS_MAX } from '../steps/hold-seats'
import { holdsUntil } from '../steps/offer-free-slots'
import { getVisibleActivity } from './browse'
import { postOf } from './sign-up'

async function renderNew(r: Req, error?: string): Promise<Response> {
  const { activity } = await getVisibleActivity(r)
  const post = (await listPosts(r.ctx.db, activity.id)).find((one) => one.id === r.param('post'))
  if (post === undefined) throw new NotHere()
  return page(
    r,
    <NewGroupPage
      v={viewInZone(r.v, activity.zone)}
      activity={activity}
      postId={post.id}
      until={holdsUntil(r.ctx.clock.now(), activity, post)}
      typed={r.form}
      error={error}
    />,
    error === undefined ? 200 : 422,
  )
}

/** GET /activities/:id/posts/:post/group */
export const showNewGroup = (r: Req): Promise<Response> => renderNew(r)

/** POST /activities/:id/posts/:post/group */
export async function startGroup(r: Req): Promise<Response> {
  const { postId, activityId, personId } = postOf(r)
  const seats = parseCount(r.form.seats ?? '0', 0, GROUP_SEATS_MAX)
  if (seats === undefined) return renderNew(r, r.v.t('activities.error.number', { min: 0, max: GROUP_SEATS_MAX }))
  const done = await makeGroup(r.ctx, { postId, personId, name: (r.form.name ?? '').trim(), seats })
  if (done.ok) return seeOther(r, `/groups/${done.value.groupId}`)
  if (done.error.kind === 'group-exists') return seeOther(r, `/groups/${done.error.groupId}`)
  if (done.error.kind === 'not-open') return seeOther(r, `/activities/${activityId}`)
  throw new NotHere()
}

/** GET /groups/:id */
export async function showGroup(r: Req): Promise<Response> {
  const id = r.param('id')
  const personId = personOf(r.ctx)
  const group = isId(id) && personId !== null ? await findGroup(r.ctx.db, id, personId) : undefined
  if (group === undefined) throw new NotHere()
  return page(r, <GroupPage v={viewInZone(r.v, group.zone)} group={group} />)
}

/** POST /groups/:id/release */
export async function letGo(r: Req): Promise<Response> {
  const id = r.param('id')
  const done = isId(id) ? await releaseGroup(r.ctx, { groupId: id }) : undefined
  if (!done?.ok) throw new NotHere()
  return seeOther(r, `/groups/${id}`, 'activities.said.group-released')
}
