import { err, ok, type Result } from '../../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../../platform'
import { lockVolunteers } from '../../../volunteers'
import { wakesAt } from '../../commands/ask-by-hand'
import { planChanged } from '../../entries'
import { findPost } from '../../queries/find-post'
import { type RankedPost, rankForPost } from '../../queries/rank-for-post'
import { answerByFor, sendAsks } from '../../steps/send-asks'
import { ASKED_AT_ONCE_MAX, type HeldBack, mayPlan } from '../plan'
import { findPlan, scopeOf } from '../queries/find-plan'

/** Which proposals to ask: one, or all that nobody was asked for yet. */
export type AskFromPlan = {
  readonly planId: string
  readonly only?: { readonly postId: string; readonly volunteerId: string } | undefined
  readonly answerMinutes: number
}

/** How many were asked, could not be asked, and wait for the next press. */
export type AskedFromPlan = { readonly asked: number; readonly heldBack: number; readonly left: number }

/** Why nobody was asked. */
export type AskFromPlanError = { readonly kind: 'unknown' | 'forbidden' | 'nothing' }

/**
 * Asks the people a plan proposes, under the same rules as an ask by hand, each held against them once more: whoever may not be asked any
 * more is marked with the reason. A proposal accepted is a person asked; the yes stays theirs.
 */
export async function askFromPlan(ctx: Ctx, input: AskFromPlan): Promise<Result<AskedFromPlan, AskFromPlanError>> {
  const all = await listProposed(ctx, input)
  const some = all.slice(0, ASKED_AT_ONCE_MAX)
  const looked = new Map<string, RankedPost>()
  for (const [postId, rows] of Map.groupBy(some, (row) => row.post_id)) {
    const post = await findPost(ctx.db, postId)
    const ids = rows.map((row) => row.volunteer_id)
    if (post !== undefined) looked.set(postId, await rankForPost(ctx.db, post, ctx.clock.now(), { k: ids.length, ids }))
  }
  const asked = await inCommand(ctx, 'askFromPlan', (tx) => askIn(tx, input, some, looked))
  return asked.ok ? ok({ ...asked.value, left: all.length - some.length }) : asked
}

type Proposed = Awaited<ReturnType<typeof listProposed>>[number]

const listProposed = (ctx: Ctx, { planId, only }: AskFromPlan) =>
  ctx.db
    .selectFrom('plan_proposals as l')
    .innerJoin('posts as p', 'p.id', 'l.post_id')
    .select(['l.post_id', 'l.volunteer_id'])
    .where('l.plan_id', '=', planId)
    .where('l.state', '=', 'proposed')
    .$if(only !== undefined, (query) =>
      query.where('l.post_id', '=', only?.postId ?? '').where('l.volunteer_id', '=', only?.volunteerId ?? ''),
    )
    .orderBy('p.starts_at')
    .orderBy('l.post_id')
    .orderBy('l.volunteer_id')
    .limit(20_000)
    .execute()

async function askIn(
  tx: Tx,
  { planId, answerMinutes }: AskFromPlan,
  proposed: readonly Proposed[],
  looked: ReadonlyMap<string, RankedPost>,
): Promise<Result<Omit<AskedFromPlan, 'left'>, AskFromPlanError>> {
  await lockVolunteers(
    tx,
    proposed.map((row) => row.volunteer_id),
  )
  const plan = await findPlan(tx.db, planId)
  if (plan === undefined) return err({ kind: 'unknown' })
  if (!mayPlan(tx.ctx, scopeOf(plan))) return err({ kind: 'forbidden' })
  if (proposed.length === 0) return err({ kind: 'nothing' })
  let [asked, heldBack] = [0, 0]
  // In order of id, as everyone who holds several posts does.
  const byPost = [...Map.groupBy(proposed, (row) => row.post_id)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [postId, rows] of byPost) {
    const ids = rows.map((row) => row.volunteer_id)
    const held = await askForPost(tx, planId, postId, ids, looked.get(postId), answerMinutes)
    asked += ids.length - held.size
    heldBack += held.size
    for (const [volunteerId, why] of held) {
      await tx.db
        .updateTable('plan_proposals')
        .set({ held_back: why })
        .where('plan_id', '=', planId)
        .where('post_id', '=', postId)
        .where('volunteer_id', '=', volunteerId)
        .execute()
    }
  }
  if (heldBack > 0) {
    tx.append(
      planChanged.entry({
        subjectId: planId,
        regionId: plan.region_id,
        organizationId: plan.organization_id,
        body: { planId, change: 'held-back', proposals: heldBack },
        public: {},
      }),
    )
  }
  return ok({ asked, heldBack })
}

/** Asks these people for one post. Returns whom it did not ask, and why. */
async function askForPost(
  tx: Tx,
  planId: string,
  postId: string,
  ids: readonly string[],
  looked: RankedPost | undefined,
  answerMinutes: number,
): Promise<Map<string, HeldBack>> {
  const held = new Map<string, HeldBack>()
  const post = await findPost(tx.db, postId)
  const all = (why: HeldBack) => new Map(ids.map((id) => [id, why]))
  if (post === undefined || looked === undefined) return all('gone')
  // Held shared, so that nobody is asked for work that is being cancelled or changed at this moment.
  const open = await tx.db
    .selectFrom('activities')
    .select('state')
    .where('id', '=', post.activity_id)
    .forShare()
    .executeTakeFirstOrThrow()
  if (open.state !== 'open' || Temporal.Instant.compare(post.starts_at, tx.now) <= 0) return all('not-open')
  const out = new Set(looked.excluded.map(({ id }) => id))
  const able = ids.flatMap((id) => {
    const person = looked.ranked.find((one) => one.personId === id)
    if (person === undefined) held.set(id, out.has(id) ? 'excluded' : looked.eligible > 0 ? 'already-seated' : 'gone')
    else if (Temporal.Instant.compare(wakesAt(post, person, tx.now), tx.now) > 0) held.set(id, 'quiet')
    else return [person]
    return []
  })
  const waiting = await tx.db
    .selectFrom('asks')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('post_id', '=', postId)
    .where('state', '=', 'asked')
    .executeTakeFirstOrThrow()
  const room = Math.max(0, (post.free ?? 0) - waiting.n)
  for (const { personId } of able.slice(room)) held.set(personId, 'full')
  const chosen = able.slice(0, room)
  const sent = await sendAsks(tx, post, chosen, {
    callOutId: null,
    wave: 0,
    answerBy: answerByFor(post, tx.now, answerMinutes),
  })
  const askOf = new Map(sent.map((one) => [one.volunteerId, one.askId]))
  for (const { personId } of chosen) {
    const askId = askOf.get(personId)
    if (askId === undefined) held.set(personId, 'already-asked')
    else
      await tx.db
        .updateTable('plan_proposals')
        .set({ state: 'asked', ask_id: askId, asked_at: tx.now, held_back: null })
        .where('plan_id', '=', planId)
        .where('post_id', '=', postId)
        .where('volunteer_id', '=', personId)
        .execute()
  }
  return held
}
