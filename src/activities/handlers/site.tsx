import { isId } from '../../kit/ids'
import { parseMoment } from '../../kit/moment'
import { parseReference, referenceOf } from '../../kit/reference'
import { allowCodeReader, keepUntil, NotHere, page, type Req, seeOther } from '../../platform'
import { viewInZone } from '../../web'
import { isAllowed } from '../activity'
import { checkIn } from '../commands/check-in'
import { checkOut } from '../commands/check-out'
import { countPeople } from '../commands/count-people'
import { lineOf } from '../pages/line-block'
import { sayRefusal } from '../pages/say-refusal'
import { SitePage, type SitePageProps } from '../pages/site-page'
import { findHeadCount } from '../queries/find-head-count'
import { listPeopleOf } from '../queries/list-people-of'
import { KEEP_HOURS } from './shift'
import { getManaged } from './tools'

/** Names leave for a telephone no earlier than this before the work. */
const KEEP_FROM_HOURS = 24

async function showWith(
  r: Req,
  refused: Pick<SitePageProps, 'refusal' | 'conflict' | 'typedCount'> = {},
): Promise<Response> {
  const activity = await getManaged(r)
  if (activity.form === 'remote' || !isAllowed('attend', activity.state)) throw new NotHere()
  const people = await listPeopleOf(r.ctx, activity.id, 'site')
  const counted = await findHeadCount(r.ctx.db, activity.id)
  const now = r.ctx.clock.now()
  const [from, until] = [
    activity.starts_at.subtract({ hours: KEEP_FROM_HOURS }),
    activity.ends_at.add({ hours: KEEP_HOURS }),
  ]
  allowCodeReader(r)
  const isOk = refused.refusal === undefined && refused.conflict === undefined
  if (isOk && Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(until, now) > 0) keepUntil(r, until)
  return page(
    r,
    <SitePage v={viewInZone(r.v, activity.zone)} activity={activity} people={people} counted={counted} {...refused} />,
    refused.conflict !== undefined ? 409 : refused.refusal !== undefined ? 422 : 200,
  )
}

/** GET /activities/:id/site */
export const showSite = (r: Req): Promise<Response> => showWith(r)

/** POST /activities/:id/site: an arrival or a departure, perhaps said with no network some time ago. */
export async function reportPresence(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const people = await listPeopleOf(r.ctx, activity.id, 'site')
  const code = parseReference(r.form.code ?? '')
  const person = people.find((one) =>
    code === undefined
      ? one.volunteerId === r.form.volunteer && (r.form.post === undefined || one.postId === r.form.post)
      : referenceOf(lineOf(one)) === code,
  )
  // Who came without a seat while two telephones had no network is known by id alone.
  const volunteerId =
    person?.volunteerId ?? (code === undefined && isId(r.form.volunteer) ? r.form.volunteer : undefined)
  if (volunteerId === undefined) return showWith(r, { refusal: r.v.t('activities.site.unknownCode') })
  const what = r.form.what === 'left' ? 'left' : 'arrived'
  const saidAt = parseMoment(r.form.at)
  const done =
    what === 'arrived'
      ? await checkIn(r.ctx, {
          activityId: activity.id,
          volunteerId,
          postId: isId(r.form.post) ? r.form.post : person?.postId,
          how: 'coordinator',
          saidAt,
          insists: r.form.insists === '1',
        })
      : person?.attendanceId == null
        ? ({ ok: false, error: { kind: 'not-present' } } as const)
        : await checkOut(r.ctx, { attendanceId: person.attendanceId, how: 'coordinator', saidAt })
  if (done.ok)
    return seeOther(
      r,
      `/activities/${activity.id}/site`,
      `activities.said.${what === 'left' ? 'checked-out' : 'checked-in'}`,
    )
  const { error } = done
  if (error.kind === 'forbidden') throw new NotHere(403)
  if (error.kind !== 'recorded-otherwise') return showWith(r, { refusal: sayRefusal(r.v, error) })
  const name = person?.name ?? r.v.t('activities.manage.erased')
  return showWith(r, {
    conflict: {
      ...error,
      name,
      what,
      saidAt: saidAt ?? r.ctx.clock.now(),
      volunteerId,
      postId: person?.postId ?? r.form.post ?? '',
    },
  })
}

/** POST /activities/:id/count: how many came, counted by whoever leads. */
export async function countOnSite(r: Req): Promise<Response> {
  const activity = await getManaged(r)
  const typedCount = (r.form.people ?? '').trim()
  const people = /^\d{1,5}$/.test(typedCount) ? Number(typedCount) : Number.NaN
  const done = await countPeople(r.ctx, { activityId: activity.id, people })
  if (done.ok) return seeOther(r, `/activities/${activity.id}/site`, 'activities.said.counted')
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  return showWith(r, { typedCount, refusal: r.v.t(`activities.refusal.${done.error.kind}`) })
}
