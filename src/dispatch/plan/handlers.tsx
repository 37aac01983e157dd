import { setTimeout } from 'node:timers/promises'
import { isId } from '../../kit/ids'
import { NotHere, page, personOf, type Req, recordLooks, seeOther } from '../../platform'
import { callOutLimits } from '../ask'
import { askFromPlan } from './commands/ask-from-plan'
import { cancelOrders } from './commands/cancel-order'
import { leaveOut } from './commands/leave-out'
import { orderPlan } from './commands/order-plan'
import { repairPlan } from './commands/repair-plan'
import { undoAsks } from './commands/undo-asks'
import { NewPlanPage } from './pages/new-plan-page'
import { PlanPage, USUAL_ANSWER_MINUTES } from './pages/plan-page'
import { parseRecruit } from './parse-recruit'
import { mayPlan, type PlanWishes, planChoices, UNDO_MINUTES, usualWishes } from './plan'
import { findOrder } from './queries/find-order'
import { findPlan, type PlanRow, scopeOf, summedOf, wishesOf } from './queries/find-plan'
import { listPlanScopes } from './queries/list-plan-scopes'
import { listPostsOfPlan, listPostTitles, listProposalsFor, sumPlan } from './queries/read-plan'

// Most plans are there by then, and nobody has to look at a page that only says to wait.
const WAIT_MS = 2000
const LOOK_MS = 50

async function showNew(r: Req, error?: string): Promise<Response> {
  const id = r.query('order')
  const by = personOf(r.ctx)
  const known = id === undefined || isId(id)
  const order = error !== undefined || by === null || !known ? undefined : await findOrder(r.ctx.db, by, id)
  if (order?.planId != null) return seeOther(r, `/desk/plans/${order.planId}`)
  const isUnderWay = order?.state === 'waiting' || order?.state === 'running'
  const said = error ?? (order === undefined || isUnderWay ? undefined : r.v.t(`dispatch.plan.error.${order.state}`))
  const scopes = await listPlanScopes(r.ctx)
  return page(
    r,
    <NewPlanPage
      v={r.v}
      scopes={scopes}
      wishes={readWishes(r)}
      running={isUnderWay ? order : undefined}
      error={said}
    />,
    error === undefined ? 200 : 422,
  )
}

const choose = (name: keyof PlanWishes, text: string | undefined): number => {
  const choices: readonly number[] = planChoices[name]
  return choices.find((one) => String(one) === text) ?? usualWishes[name]
}

const readWishes = ({ form }: Req): PlanWishes => ({
  days: choose('days', form.days),
  travelBand: choose('travelBand', form.travelBand),
  restDays: choose('restDays', form.restDays),
  postsMax: choose('postsMax', form.postsMax),
})

/** GET /desk/plan */
export const showForm = (r: Req): Promise<Response> => showNew(r)

/** POST /desk/plan */
export async function make(r: Req): Promise<Response> {
  const by = personOf(r.ctx)
  const scopes = await listPlanScopes(r.ctx)
  const scope = scopes.find(({ value }) => value === r.form.of)
  if (scope === undefined || by === null) return showNew(r, r.v.t('dispatch.plan.error.scope'))
  const { organizationId, regionId } = scope
  const ordered = await orderPlan(r.ctx, { organizationId, regionId }, readWishes(r))
  if (!ordered.ok) return showNew(r, r.v.t(`dispatch.plan.error.${ordered.error.kind}`))
  const { orderId } = ordered.value
  const end = performance.now() + WAIT_MS
  for (;;) {
    const order = await findOrder(r.ctx.db, by, orderId)
    if (order?.planId != null) return seeOther(r, `/desk/plans/${order.planId}`)
    const isUnderWay = order?.state === 'waiting' || order?.state === 'running'
    if (!isUnderWay || performance.now() >= end) return seeOther(r, `/desk/plan?order=${orderId}`)
    await setTimeout(LOOK_MS)
  }
}

/** POST /desk/plan/stop */
export async function stop(r: Req): Promise<Response> {
  await cancelOrders(r.ctx)
  return seeOther(r, '/desk/plan')
}

async function planOf(r: Req): Promise<PlanRow> {
  const id = r.param('id')
  const plan = isId(id) ? await findPlan(r.ctx.db, id) : undefined
  if (plan === undefined) throw new NotHere()
  if (!mayPlan(r.ctx, scopeOf(plan))) throw new NotHere(403)
  return plan
}

async function show(r: Req, error?: string): Promise<Response> {
  const plan = await planOf(r)
  const { db } = r.ctx
  const at = /^[1-9]\d?$/.test(r.query('page') ?? '') ? Number(r.query('page')) : 1
  const recruits = parseRecruit(plan.recruit)
  const [sums, posts, titles, scopes] = await Promise.all([
    sumPlan(db, plan.id, plan.round, r.ctx.clock.now().subtract({ minutes: UNDO_MINUTES })),
    listPostsOfPlan(db, plan.id, at),
    listPostTitles(
      db,
      recruits.flatMap((one) => one.postIds),
    ),
    listPlanScopes(r.ctx),
  ])
  const proposals = await listProposalsFor(
    db,
    plan.id,
    posts.map((post) => post.id),
  )
  await recordLooks(
    db,
    r.ctx,
    proposals.map((row) => ({
      subjectPersonId: row.volunteer_id,
      subjectKind: 'post',
      subjectId: row.post_id,
      what: ['name'],
    })),
  )
  const titleOf = new Map(titles.map((one) => [one.id, one]))
  return page(
    r,
    <PlanPage
      v={r.v}
      plan={{ id: plan.id, ...summedOf(plan) }}
      sums={sums}
      posts={posts}
      proposals={proposals}
      recruits={recruits.map((one) => ({ ...one, posts: one.postIds.flatMap((id) => titleOf.get(id) ?? []) }))}
      scopes={scopes}
      scope={scopeOf(plan)}
      wishes={wishesOf(plan)}
      page={at}
      error={error}
    />,
    error === undefined ? 200 : 422,
  )
}

/** GET /desk/plans/:id */
export const showPlan = (r: Req): Promise<Response> => show(r)

const proposalOf = ({ form }: Req) =>
  isId(form.post) && isId(form.volunteer) ? { postId: form.post, volunteerId: form.volunteer } : undefined

/** POST /desk/plans/:id/ask */
export async function ask(r: Req): Promise<Response> {
  const plan = await planOf(r)
  const only = proposalOf(r)
  // A form that names somebody means that person alone, however it is broken.
  if (only === undefined && (r.form.post !== undefined || r.form.volunteer !== undefined))
    return show(r, r.v.t('dispatch.plan.error.unknown'))
  const answerMinutes =
    callOutLimits.answerMinutesAll.find((one) => String(one) === r.form.minutes) ?? USUAL_ANSWER_MINUTES
  const done = await askFromPlan(r.ctx, { planId: plan.id, only, answerMinutes })
  if (!done.ok) return show(r, r.v.t(`dispatch.plan.error.${done.error.kind}`))
  const { heldBack, left } = done.value
  const said = heldBack > 0 ? 'heldBack' : left > 0 ? 'askedSome' : 'asked'
  return seeOther(r, `/desk/plans/${plan.id}`, `dispatch.plan.said.${said}`)
}

/** POST /desk/plans/:id/leave-out */
export async function leave(r: Req): Promise<Response> {
  const plan = await planOf(r)
  const one = proposalOf(r)
  const done = one === undefined ? undefined : await leaveOut(r.ctx, plan.id, one)
  if (done?.ok !== true) return show(r, r.v.t('dispatch.plan.error.unknown'))
  return seeOther(r, `/desk/plans/${plan.id}`, 'dispatch.plan.said.leftOut')
}

/** POST /desk/plans/:id/undo */
export async function undo(r: Req): Promise<Response> {
  const plan = await planOf(r)
  const done = await undoAsks(r.ctx, plan.id)
  if (!done.ok) return show(r, r.v.t(`dispatch.plan.error.${done.error.kind}`))
  return seeOther(r, `/desk/plans/${plan.id}`, 'dispatch.plan.said.undone')
}

/** POST /desk/plans/:id/repair */
export async function repair(r: Req): Promise<Response> {
  const plan = await planOf(r)
  await repairPlan(r.ctx, plan.id)
  return seeOther(r, `/desk/plans/${plan.id}`)
}
