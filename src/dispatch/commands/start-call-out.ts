import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { brokeConstraint, type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { CONTINUE, callOutLimits } from '../ask'
import { callOutStarted } from '../entries'
import { type AskedPost, dayOf, findPost } from '../queries/find-post'
import { listToCall } from '../queries/list-to-call'
import { keepReserve } from '../steps/keep-reserve'
import { continueCallOut } from './continue-call-out'

/** What a coordinator decides: how many at most are asked, how sure to be (per mille), how long to wait for each (minutes). */
export type StartCallOut = {
  readonly postId: string
  readonly ceiling: number
  readonly wantedPermille: number
  readonly answerMinutes: number
}

/** Why nobody was asked. */
export type StartCallOutError =
  | { readonly kind: 'unknown' | 'forbidden' | 'not-open' | 'over' | 'full' | 'already-running' | 'nobody' }
  | { readonly kind: 'out-of-range'; readonly field: 'ceiling' | 'wantedPermille' | 'answerMinutes' }

/** How many of the best are kept in reserve: enough for a ceiling of refusals, never so many that writing them takes long. */
const reserveFor = (ceiling: number): number => Math.min(2000, Math.max(100, ceiling * 3))

/**
 * Starts asking for a post: ranks who may come by exact rules, keeps them in the order of asking, and sends the first wave. From then on
 * every refusal and every silence is replaced by itself, until the seats are filled or the ceiling is reached.
 */
export async function startCallOut(
  ctx: Ctx,
  input: StartCallOut,
): Promise<Result<{ readonly callOutId: string }, StartCallOutError>> {
  const wrong = outOfRange(input)
  if (wrong !== undefined) return err({ kind: 'out-of-range', field: wrong })
  const post = await findPost(ctx.db, input.postId)
  const refused = decideStart(ctx, post, ctx.clock.now())
  // Refused or not, the command decides: a repeat gets the outcome of its first try.
  const order = refused !== undefined || post === undefined ? [] : await listIds(ctx, post, reserveFor(input.ceiling))
  const started = await write(ctx, input, order)
  if (started.ok) await continueCallOut(ctx, started.value.callOutId)
  return started
}

const listIds = async (ctx: Ctx, post: AskedPost, reserve: number): Promise<string[]> =>
  (await listToCall(ctx.db, post, ctx.clock.now(), reserve)).map((one) => one.personId)

const write = async (
  ctx: Ctx,
  input: StartCallOut,
  order: readonly string[],
): Promise<Result<{ readonly callOutId: string }, StartCallOutError>> => {
  try {
    return await inCommand(ctx, 'startCallOut', (tx) => startIn(tx, input, order))
  } catch (cause) {
    if (brokeConstraint(cause, 'call_outs_running_idx')) return err({ kind: 'already-running' })
    throw cause
  }
}

async function startIn(
  tx: Tx,
  input: StartCallOut,
  order: readonly string[],
): Promise<Result<{ readonly callOutId: string }, StartCallOutError>> {
  const post = await findPost(tx.db, input.postId)
  const refused = decideStart(tx.ctx, post, tx.now)
  if (refused !== undefined || post === undefined) return err(refused ?? { kind: 'unknown' })
  const running = await tx.db
    .selectFrom('call_outs')
    .select('id')
    .where('post_id', '=', post.id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  if (running !== undefined) return err({ kind: 'already-running' })
  if (order.length === 0) return err({ kind: 'nobody' })
  const callOutId = newPublicId()
  const { actor } = tx.ctx
  await tx.db
    .insertInto('call_outs')
    .values({
      id: callOutId,
      region_id: post.region_id,
      organization_id: post.organization_id,
      activity_id: post.activity_id,
      post_id: post.id,
      started_by: personOf(tx.ctx),
      started_by_key: actor.kind === 'key' ? actor.keyId : null,
      started_at: tx.now,
      ceiling: input.ceiling,
      wanted_permille: input.wantedPermille,
      answer_minutes: input.answerMinutes,
      state: 'running',
      ranked_at: tx.now,
    })
    .execute()
  await keepReserve(tx, callOutId, order)
  tx.append(
    callOutStarted.entry({
      subjectId: callOutId,
      regionId: post.region_id,
      organizationId: post.organization_id,
      body: {
        callOutId,
        postId: post.id,
        activityId: post.activity_id,
        ceiling: input.ceiling,
        wantedPermille: input.wantedPermille,
        answerMinutes: input.answerMinutes,
        seatsFree: post.free ?? 0,
        eligible: order.length,
      },
      public: {
        region: post.region_id,
        day: dayOf(post),
        activity: post.activity_id,
        organization: post.organization_id,
        kind: post.kind,
      },
    }),
  )
  // The first wave goes out at once; should this process die before, the wake-up sends it.
  tx.wake(CONTINUE, { callOutId }, tx.now.add({ seconds: 5 }))
  return ok({ callOutId })
}

/** Why this actor may not start asking for this post now; undefined when they may. A call-out is a person's or a partner's decision. */
function decideStart(ctx: Ctx, post: AskedPost | undefined, now: Temporal.Instant): StartCallOutError | undefined {
  if (post === undefined) return { kind: 'unknown' }
  const scope = { organizationId: post.organization_id, regionId: post.region_id }
  if (!may(ctx, 'dispatch:run', scope) || ctx.actor.kind === 'system') return { kind: 'forbidden' }
  if (post.state !== 'open') return { kind: 'not-open' }
  if (Temporal.Instant.compare(post.ends_at, now) <= 0) return { kind: 'over' }
  if ((post.free ?? 0) === 0) return { kind: 'full' }
  return undefined
}

function outOfRange(input: StartCallOut): 'ceiling' | 'wantedPermille' | 'answerMinutes' | undefined {
  const within = (value: number, max: number) => Number.isInteger(value) && value >= 1 && value <= max
  if (!within(input.ceiling, callOutLimits.ceilingMax)) return 'ceiling'
  if (!within(input.wantedPermille, 999)) return 'wantedPermille'
  return within(input.answerMinutes, 10_080) ? undefined : 'answerMinutes'
}
