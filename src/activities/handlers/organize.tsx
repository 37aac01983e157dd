import { isId } from '../../kit/ids'
import { findLocality, resolvePlace, searchPlaces } from '../../places'
import { may, NotHere, page, type Req, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { createActivity } from '../commands/create-activity'
import { publishActivity, reviewActivity } from '../commands/publish-activity'
import { NewActivityPage } from '../pages/activity-form'
import { ManagePage } from '../pages/manage-page'
import { parseActivityForm } from '../parse-activity-form'
import { listPosts } from '../queries/find-activity'
import { findClaimForForm } from '../queries/find-claim-for-form'
import { findMissing } from '../queries/find-missing'
import { listOverdue } from '../queries/find-overdue'
import { listExchangesToDecide } from '../queries/list-exchanges-to-decide'
import { listManagedOrganizations } from '../queries/list-managed-organizations'
import { listPeopleOf, listStated } from '../queries/list-people-of'
import { obligationsOf } from '../steps/decide-accepted'
import { statedObligations } from '../steps/list-missing'
import { getVisibleActivity } from './browse'

/** GET /activities/new */
export const showNew = (r: Req): Promise<Response> => renderForm(r, {}, undefined)

async function renderForm(r: Req, errors: Record<string, string>, key: string | undefined): Promise<Response> {
  const organizations = await listManagedOrganizations(r.ctx)
  if (organizations.length === 0) throw new NotHere(403)
  const claimId = r.form.claim ?? r.query('claim')
  const claim = isId(claimId) ? await findClaimForForm(r.ctx, claimId) : undefined
  const typed: Record<string, string> = {
    ...(claim === undefined ? {} : claim.prefill),
    ...Object.fromEntries(
      ['work', 'date', 'seats'].flatMap((name) => (r.query(name) ? [[name, r.query(name) ?? '']] : [])),
    ),
    ...r.form,
    ...(claim === undefined ? {} : { claim: claim.id }),
  }
  const sought = typed.place_q?.trim() ?? ''
  const picked = typed.place === undefined ? undefined : await findLocality(r.ctx.db, typed.place)
  const candidates = sought !== '' ? await searchPlaces(r.ctx.db, sought) : picked === undefined ? undefined : [picked]
  return page(
    r,
    <NewActivityPage
      v={r.v}
      organizations={organizations}
      typed={typed}
      chosen={{ flags: r.all('flags'), contexts: r.all('contexts'), competences: r.all('competence') }}
      errors={errors}
      candidates={candidates}
      claimed={claim?.line}
      key={key}
    />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

/** POST /activities/new */
export async function create(r: Req): Promise<Response> {
  if (r.form.place_find !== undefined) return renderForm(r, {}, r.form._key)
  const localityId = isId(r.form.place) ? r.form.place : undefined
  const place = await resolvePlace(r.ctx.db, { localityId })
  const parsed = parseActivityForm(
    r.v,
    { form: r.form, all: r.all },
    place.ok ? place.value : undefined,
    r.ctx.clock.now(),
  )
  if (!parsed.ok) return renderForm(r, parsed.error, r.form._key)
  const made = await createActivity(r.ctx, parsed.value)
  if (!made.ok) {
    if (made.error.kind === 'forbidden') throw new NotHere(403)
    return renderForm(r, { form: r.v.t(`activities.error.${made.error.kind}`) }, undefined)
  }
  const { activityId } = made.value
  if (r.form.do === 'draft') return seeOther(r, `/activities/${activityId}/manage`, 'activities.said.draft')
  const published = await publishActivity(r.ctx, { activityId })
  if (!published.ok) return seeOther(r, `/activities/${activityId}/manage`, 'activities.said.needs-more')
  return seeOther(r, `/activities/${activityId}`, `activities.said.${published.value.state}`)
}

/** GET /activities/:id/manage */
export const showManage = (r: Req): Promise<Response> => showManageWith(r)

/** The organizer's page, with what did not fit at the last try. */
export async function showManageWith(r: Req, refusal?: string): Promise<Response> {
  const { activity, isManager } = await getVisibleActivity(r)
  if (!isManager) throw new NotHere(403)
  const [posts, people, exchanges, stated] = [
    await listPosts(r.ctx.db, activity.id),
    await listPeopleOf(r.ctx, activity.id),
    await listExchangesToDecide(r.ctx, activity.id),
    await listStated(r.ctx.db, activity.id),
  ]
  const owed = obligationsOf(activity)
  const missing = activity.state === 'draft' ? await findMissing(r.ctx.db, activity) : []
  return page(
    r,
    <ManagePage
      v={viewInZone(r.v, activity.zone)}
      activity={activity}
      posts={posts}
      people={people}
      exchanges={exchanges}
      overdue={await listOverdue(r.ctx.db, activity.id)}
      owed={owed.map((id) => ({ id, isTick: statedObligations.includes(id), isSaid: stated.includes(id) }))}
      missing={missing.filter((id) => !statedObligations.includes(id))}
      ticked={r.all('stated')}
      mayReview={may(r.ctx, 'region:review', { regionId: activity.region_id })}
      refusal={refusal}
    />,
    refusal === undefined ? 200 : 422,
  )
}

/** POST /activities/:id/publish */
export async function publish(r: Req): Promise<Response> {
  const { activity } = await getVisibleActivity(r)
  const published = await publishActivity(r.ctx, { activityId: activity.id, stated: r.all('stated') })
  if (published.ok) return seeOther(r, `/activities/${activity.id}`, `activities.said.${published.value.state}`)
  if (published.error.kind === 'forbidden') throw new NotHere(403)
  const text =
    published.error.kind === 'obligations-missing'
      ? r.v.t('activities.error.obligations-missing', {
          obligations: r.v.say.list(published.error.obligations.map((id) => r.v.t(`standards.obligation.${id}`))),
        })
      : r.v.t(`activities.error.${published.error.kind}`)
  return showManageWith(r, text)
}

/** POST /activities/:id/review */
export async function review(r: Req): Promise<Response> {
  const { activity } = await getVisibleActivity(r)
  const reviewed = await reviewActivity(r.ctx, {
    activityId: activity.id,
    opens: r.form.verdict === 'open',
    words: r.form.words,
  })
  if (reviewed.ok) return seeOther(r, `/activities/${activity.id}`, `activities.said.reviewed-${reviewed.value.state}`)
  if (reviewed.error.kind === 'forbidden') throw new NotHere(403)
  return seeOther(r, `/activities/${activity.id}`)
}
