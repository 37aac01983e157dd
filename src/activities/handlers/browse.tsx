import { findSeals } from '../../journal'
import { isId } from '../../kit/ids'
import { listRegions, placeName } from '../../places'
import { may, NotHere, page, personOf, type Req } from '../../platform'
import { getLawPack, obligations as obligationsByLaw, parseFlags, type RiskTier, riskContexts } from '../../standards'
import { viewInZone } from '../../web'
import { isAllowed } from '../activity'
import { ActivitiesPage } from '../pages/activities-page'
import { ActivityPage, type ActivityPageProps } from '../pages/activity-page'
import { renderActivityParts } from '../parts'
import { listSeenBy, seenBy } from '../public-grain'
import { type ActivityView, findActivity, findStanding, listPosts } from '../queries/find-activity'
import { findHeldPost } from '../queries/find-group'
import { findOwedAcceptance } from '../queries/find-owed-acceptance'
import { listActivities } from '../queries/list-activities'

const PAGE_SIZE = 30

/** GET /activities */
export async function showList(r: Req): Promise<Response> {
  const region = r.query('region') || undefined
  const after = r.query('after')
  const kinds = getLawPack('KZ').activityKinds.map(({ id }) => id)
  const kind = kinds.find((one) => one === r.query('kind'))
  const date = /^\d{4}-\d{2}-\d{2}$/.test(r.query('date') ?? '') ? r.query('date') : undefined
  const day = parseDay(date)
  const from = day?.toZonedDateTime(r.v.zone).toInstant() ?? r.ctx.clock.now()
  const to = day?.add({ days: 1 }).toZonedDateTime(r.v.zone).toInstant()
  const regions = await listRegions(r.ctx.db)
  const rows = await listActivities(r.ctx.db, {
    from,
    to,
    regionId: regions.some(({ id }) => id === region) ? region : undefined,
    kind,
    after: isId(after) ? after : undefined,
    limit: PAGE_SIZE + 1,
  })
  const shown = rows.slice(0, PAGE_SIZE)
  const last = shown.at(-1)
  const next = new URLSearchParams()
  if (region !== undefined) next.set('region', region)
  if (kind !== undefined) next.set('kind', kind)
  if (date !== undefined) next.set('date', date)
  if (last !== undefined) next.set('after', last.id)
  return page(
    r,
    <ActivitiesPage
      v={r.v}
      rows={listSeenBy(r.ctx, shown)}
      regions={regions.map(({ id, names }) => ({ id, name: placeName(names, r.v.lang) }))}
      kinds={kinds}
      filter={{ regionId: region, kind, date }}
      nextHref={rows.length > PAGE_SIZE ? `/activities?${next}` : undefined}
      mayCreate={may(r.ctx, 'activities:manage')}
    />,
  )
}

function parseDay(text: string | undefined): Temporal.PlainDate | undefined {
  try {
    return text === undefined ? undefined : Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}

/** GET /activities/:id */
export const showActivity = (r: Req): Promise<Response> => showActivityWith(r)

/** The activity as this visitor may see it, else 404: drafts are seen by those who run or review them. */
export async function getVisibleActivity(
  r: Req,
): Promise<{ activity: ActivityView; isManager: boolean; isReviewer: boolean }> {
  const id = r.param('id')
  const activity = isId(id) ? await findActivity(r.ctx.db, id) : undefined
  if (activity === undefined) throw new NotHere()
  const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
  const isManager = may(r.ctx, 'activities:manage', scope)
  const isReviewer = may(r.ctx, 'region:review', { regionId: activity.region_id })
  if (!isAllowed('show', activity.state) && !isManager && !isReviewer) throw new NotHere()
  return { activity, isManager, isReviewer }
}

/** The page of an activity, with what did not fit at the last try. */
export async function showActivityWith(r: Req, refusal?: ActivityPageProps['refusal']): Promise<Response> {
  const { activity: whole, isManager, isReviewer } = await getVisibleActivity(r)
  const activity = seenBy(r.ctx, whole)
  const viewer = personOf(r.ctx)
  const posts = (await listPosts(r.ctx.db, activity.id)).map((post) =>
    activity.day_only ? { ...post, starts_at: activity.starts_at, ends_at: activity.ends_at } : post,
  )
  const standing = viewer === null ? undefined : await findStanding(r.ctx.db, activity.id, viewer)
  const group = r.form.group ?? r.query('group')
  const owed = obligationsByLaw(
    getLawPack(activity.country_code),
    activity.risk_tier as RiskTier,
    parseFlags(activity.flags),
    new Set(riskContexts.filter((one) => activity.contexts.includes(one))),
  )
  const accept =
    viewer === null || activity.risk_tier === 0
      ? { ethicsVersion: null, briefing: false }
      : await findOwedAcceptance(
          r.ctx,
          activity,
          viewer,
          owed.some(({ id }) => id === 'code-of-ethics'),
        )
  return page(
    r,
    <ActivityPage
      v={viewInZone(r.v, activity.zone)}
      activity={activity}
      posts={posts}
      standing={standing}
      obligations={owed.map(({ id, article }) => ({
        id,
        source: article === undefined ? undefined : r.v.t('standards.law.source', { ...article }),
      }))}
      accept={accept}
      isManager={isManager}
      isReviewer={isReviewer}
      parts={await renderActivityParts(r.ctx, viewInZone(r.v, activity.zone), activity)}
      groupId={isId(group) ? group : undefined}
      heldPostId={isId(group) ? await findHeldPost(r.ctx.db, group, r.ctx.clock.now()) : undefined}
      standIns={standing?.standIns ?? []}
      seal={(await findSeals(r.ctx.db, 'activity', [activity.id])).get(activity.id)}
      refusal={refusal}
    />,
    refusal === undefined ? 200 : 422,
  )
}
