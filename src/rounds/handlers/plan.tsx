import { statedObligations } from '../../activities'
import { isId } from '../../kit/ids'
import { may, NotHere, page, type Req, recordLooks, seeOther } from '../../platform'
import { type FieldErrors, viewInZone } from '../../web'
import { makeRoundPlan } from '../commands/make-plan'
import { askDriver, sendRound } from '../commands/send-round'
import { wishDelivery } from '../commands/wish-delivery'
import { PlanFormPage } from '../pages/plan-form-page'
import { PlanPage } from '../pages/plan-page'
import { parseClock, parseDay } from '../parse-times'
import { findRound, listRoundsOfPlan, readGoods, readStops } from '../queries/find-round'
import { findRoundPlan, listNeedNames, listOwnSites, listRoundOrganizations } from '../queries/find-round-plan'
import { listOwed } from '../queries/list-owed'

async function showForm(r: Req, errors: FieldErrors): Promise<Response> {
  const organizations = await listRoundOrganizations(r.ctx)
  const sites = await listOwnSites(
    r.ctx.db,
    organizations.map(({ id }) => id),
  )
  const v = viewInZone(r.v, organizations[0]?.zone ?? r.v.zone)
  return page(
    r,
    <PlanFormPage v={v} organizations={organizations} sites={sites} typed={r.form} errors={errors} />,
    Object.keys(errors).length === 0 ? 200 : 422,
  )
}

/** GET /rounds/plan */
export const showPlanForm = (r: Req): Promise<Response> => showForm(r, {})

/** POST /rounds/plan */
export async function plan(r: Req): Promise<Response> {
  const organizations = await listRoundOrganizations(r.ctx)
  const organization = organizations.find(({ id }) => id === r.form.organization)
  const day = parseDay(r.form.day)
  const [from, until] = [parseClock(r.form.from), parseClock(r.form.until)]
  if (organization === undefined) return showForm(r, { organization: r.v.t('rounds.error.organization') })
  if (day === undefined) return showForm(r, { day: r.v.t('rounds.error.day') })
  if (from === undefined || until === undefined) return showForm(r, { from: r.v.t('rounds.error.times') })
  const made = await makeRoundPlan(r.ctx, {
    organizationId: organization.id,
    day,
    fromMinute: from,
    untilMinute: until,
    fetchTo: isId(r.form.fetchTo) ? { siteId: r.form.fetchTo } : 'straight',
  })
  if (made.ok) return seeOther(r, `/rounds/plans/${made.value.planId}`)
  if (made.error.kind === 'forbidden') throw new NotHere(403)
  const field = made.error.kind === 'site-unknown' ? 'fetchTo' : made.error.kind === 'nothing-waits' ? 'form' : 'from'
  return showForm(r, { [field]: r.v.t(`rounds.error.plan.${made.error.kind}`) })
}

async function showWith(r: Req, planId: string, error?: string, failed?: string): Promise<Response> {
  const found = await findRoundPlan(r.ctx.db, planId)
  if (found === undefined) throw new NotHere()
  if (!may(r.ctx, 'dispatch:run', { organizationId: found.organization_id, regionId: found.region_id }))
    throw new NotHere(403)
  const rounds = await listRoundsOfPlan(r.ctx.db, planId)
  const ids = rounds.map(({ id }) => id)
  const [stops, goods, needs, owed] = await Promise.all([
    readStops(r.ctx.db, ids),
    readGoods(r.ctx.db, ids),
    listNeedNames(
      r.ctx.db,
      found.leftOut.map(({ needId }) => needId),
    ),
    listOwed(r.ctx.db, ids),
  ])
  await recordLooks(
    r.ctx.db,
    r.ctx,
    rounds.flatMap(({ id, owner_id }) =>
      owner_id === null ? [] : [{ subjectPersonId: owner_id, subjectKind: 'round', subjectId: id, what: ['name'] }],
    ),
  )
  const v = viewInZone(r.v, found.zone)
  return page(
    r,
    <PlanPage
      v={v}
      vehicles={found.vehicles}
      error={error}
      failed={failed}
      rounds={rounds.map((round) => {
        const own = stops.filter(({ round_id }) => round_id === round.id)
        return {
          round,
          stops: own,
          goods: goods.filter(({ toStopId }) => own.some(({ id }) => id === toStopId)),
          owed: (owed.get(round.id) ?? []).filter((id) => statedObligations.includes(id)),
        }
      })}
      leftOut={found.leftOut.flatMap(({ needId, why }) => {
        const need = needs.find(({ id }) => id === needId)
        if (need === undefined) return []
        const place = { kk: need.name_kk, ru: need.name_ru, en: need.name_en }[r.v.lang]
        const wish = { from: need.from_minute ?? 480, until: need.until_minute ?? 1260, minutes: need.minutes ?? 10 }
        return [{ needId, reference: need.reference, place, why, wish }]
      })}
    />,
    error === undefined ? 200 : 422,
  )
}

/** GET /rounds/plans/:id */
export function showPlan(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  return showWith(r, id)
}

/** POST /rounds/:id/send */
export async function send(r: Req): Promise<Response> {
  const id = r.param('id')
  if (!isId(id)) throw new NotHere()
  const round = await findRound(r.ctx.db, id)
  const sent = await sendRound(r.ctx, {
    roundId: id,
    emergencyContact: (r.form.emergencyContact ?? '').trim().slice(0, 200),
    stated: r.all('stated'),
  })
  if (sent.ok) {
    const asked = await askDriver(r.ctx, id)
    return seeOther(r, `/rounds/${id}`, asked.kind === 'asked' ? 'rounds.said.sent' : 'rounds.said.sent-not-asked')
  }
  const { error } = sent
  if (error.kind === 'unknown' || round?.plan_id == null) throw new NotHere()
  if (error.kind === 'forbidden') throw new NotHere(403)
  const said =
    error.kind === 'obligations-missing'
      ? r.v.t('rounds.error.send.obligations-missing', {
          obligations: r.v.say.list(error.obligations.map((one) => r.v.t(`standards.obligation.${one}`))),
        })
      : error.kind === 'refused'
        ? r.v.t('rounds.error.send.refused', { why: r.v.t(`activities.error.${error.why}`) })
        : r.v.t(`rounds.error.send.${error.kind}`)
  return showWith(r, round.plan_id, said, id)
}

/** POST /rounds/wishes/:id */
export async function wish(r: Req): Promise<Response> {
  const needId = r.param('id')
  if (!isId(needId)) throw new NotHere()
  const fromMinute = parseClock(r.form[`from-${needId}`])
  const untilMinute = parseClock(r.form[`until-${needId}`])
  const minutes = Number(r.form[`minutes-${needId}`])
  const isTyped = fromMinute !== undefined && untilMinute !== undefined && Number.isInteger(minutes)
  const done = await wishDelivery(r.ctx, {
    needId,
    fromMinute: isTyped ? fromMinute : 0,
    untilMinute: isTyped ? untilMinute : 0,
    minutes: isTyped ? minutes : 0,
  })
  if (done.ok) return seeOther(r, '/rounds/plan', 'rounds.said.wish')
  if (done.error.kind === 'unknown') throw new NotHere()
  if (done.error.kind === 'forbidden') throw new NotHere(403)
  return showForm(r, { from: r.v.t('rounds.error.times') })
}
