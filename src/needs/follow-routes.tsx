import { get, NotHere, page, type Req, type Route } from '../platform'
import { viewInZone } from '../web'
import { FollowPage, FollowPart } from './pages/follow-page'
import { type FollowView, findFollow } from './queries/follow'

/** The need behind the secret link of this request. */
export function needOfLink(r: Req): string {
  const { actor } = r.ctx
  if (actor.kind !== 'link') throw new NotHere()
  return actor.subjectId
}

/** Address of the follow page this request came by. */
export const linkPath = (r: Req): string => `/n/${r.param('secret')}`

/** What the holder of the link may see, times in the zone of the place. */
export async function followOf(r: Req): Promise<{ follow: FollowView; v: Req['v'] }> {
  const follow = await findFollow(r.ctx, needOfLink(r))
  if (follow === undefined) throw new NotHere()
  return { follow, v: viewInZone(r.v, follow.need.zone) }
}

const byLink = { may: 'secret-link', purpose: 'need' } as const

export const followRoutes: readonly Route[] = [
  get(
    '/n/:secret',
    async (r) => {
      const { follow, v } = await followOf(r)
      return page(r, <FollowPage v={v} follow={follow} path={linkPath(r)} />)
    },
    byLink,
  ),
  get(
    '/n/:secret/part',
    async (r) => {
      const { follow, v } = await followOf(r)
      return page(r, <FollowPart v={v} follow={follow} />)
    },
    byLink,
  ),
]
