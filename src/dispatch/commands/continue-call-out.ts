import { ok, type Result } from '../../kit/result'
import { asSystem, type Ctx, inCommand, type Tx } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { CONTINUE } from '../ask'
import { callOutReserveChanged } from '../entries'
import { type PendingAsk, paceWave } from '../pace-wave'
import { findPost } from '../queries/find-post'
import { findReserve, type PreparedWave, prepareWave } from '../queries/prepare-wave'
import { endCallOut } from '../steps/end-call-out'
import { keepReserve } from '../steps/keep-reserve'
import { answerByFor, sendAsks } from '../steps/send-asks'
import { withdrawAsks } from '../steps/withdraw-asks'

const PENDING_MAX = 1000
const STEPS_MAX = 50

type CallOutRow = {
  readonly id: string
  readonly post_id: string
  readonly ceiling: number
  readonly wanted_permille: number
  readonly answer_minutes: number
  readonly state: string
  readonly wave: number
  readonly sent: number
  readonly ranked_at: Temporal.Instant
}

const columns = [
  'id',
  'post_id',
  'ceiling',
  'wanted_permille',
  'answer_minutes',
  'state',
  'wave',
  'sent',
  'ranked_at',
] as const

/** What one step led to: nothing more to do now, another step at once, or a look for more people. */
type Step = { readonly next: 'rest' | 'again' | 'refill' }

/**
 * Brings a running call-out up to date: ends it when filled, over or exhausted, else asks as many more as it takes that the seats still free
 * fill with the wanted probability. Called after each answer and by wake-ups; harmless at any time, any number of times.
 */
export async function continueCallOut(ctx: Ctx, callOutId: string): Promise<void> {
  const own = asSystem(ctx, 'dispatch')
  let refilled = false
  for (let step = 0; step < STEPS_MAX; step++) {
    const callOut = await ctx.db.selectFrom('call_outs').select(columns).where('id', '=', callOutId).executeTakeFirst()
    if (callOut === undefined || callOut.state !== 'running') return
    const wave = await prepareWave(ctx.db, callOut, ctx.clock.now())
    if (wave === undefined) return
    const done = await inCommand(own, 'continueCallOut', (tx) => continueIn(tx, callOutId, wave, refilled))
    if (!done.ok || done.value.next === 'rest') return
    if (done.value.next === 'refill') {
      const found = await findReserve(ctx.db, callOut, ctx.clock.now())
      await inCommand(own, 'refillCallOut', (tx) => refillIn(tx, callOutId, found))
      refilled = true
    }
  }
}

async function continueIn(
  tx: Tx,
  callOutId: string,
  prepared: PreparedWave,
  refilled: boolean,
): Promise<Result<Step, never>> {
  const volunteers = await lockVolunteers(
    tx,
    prepared.next.map((one) => one.personId),
  )
  // Held shared, so that nobody is asked for work that is being cancelled or changed at this moment.
  await tx.db
    .selectFrom('activities')
    .select('id')
    .where('id', '=', prepared.post.activity_id)
    .forShare()
    .executeTakeFirstOrThrow()
  const callOut = await tx.db
    .selectFrom('call_outs')
    .select(columns)
    .where('id', '=', callOutId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (callOut.state !== 'running') return ok({ next: 'rest' })
  const post = await findPost(tx.db, callOut.post_id)
  if (post === undefined) return ok({ next: 'rest' })
  const free = post.free ?? 0
  const over = Temporal.Instant.compare(post.ends_at, tx.now) <= 0
  const filled = free === 0 && (post.state === 'open' || post.state === 'closed')
  if (over || filled || post.state !== 'open') {
    await endCallOut(tx, post, callOut, filled && !over ? 'filled' : 'not-open')
    return ok({ next: 'rest' })
  }
  await withdrawAsks(tx, post, callOut.id, 'changed')
  const left = callOut.ceiling - callOut.sent
  const pending = await listPending(tx, callOut)
  const next = prepared.next.filter((one) => volunteers.get(one.personId)?.state === 'active')
  const { ceiling, sent, wanted_permille: wantedPermille, answer_minutes: answerMinutes } = callOut
  const chances = next.map((one) => one.chance)
  const wave = paceWave({ ceiling, sent, wantedPermille, answerMinutes }, free, chances, pending)
  if (wave.asks > 0)
    return ok({ next: await askMore(tx, callOut, post, prepared, next.slice(0, wave.asks), wave.reached) })
  if (wave.reached) return ok({ next: 'rest' })
  if (left > 0 && prepared.dropped.length > 0) return ok({ next: await dropThose(tx, callOut.id, prepared.dropped) })
  if (left > 0 && prepared.quietUntil !== undefined) {
    tx.wake(CONTINUE, { callOutId: callOut.id }, prepared.quietUntil)
    return ok({ next: 'rest' })
  }
  if (left > 0 && !refilled && prepared.reserveEmpty && (pending.length === 0 || isOld(callOut.ranked_at, tx.now)))
    return ok({ next: 'refill' })
  if (pending.length === 0) await endCallOut(tx, post, callOut, 'exhausted')
  return ok({ next: 'rest' })
}

async function askMore(
  tx: Tx,
  callOut: CallOutRow,
  post: PreparedWave['post'],
  prepared: PreparedWave,
  people: PreparedWave['next'],
  reached: boolean,
): Promise<Step['next']> {
  const answerBy = answerByFor(post, tx.now, callOut.answer_minutes)
  const sent = await sendAsks(tx, post, people, { callOutId: callOut.id, wave: callOut.wave + 1, answerBy })
  // Whoever was asked meanwhile by another way is not asked again; where that is everybody of the wave, there was no wave.
  if (sent.length === 0) return dropThose(tx, callOut.id, [...people.map((one) => one.personId), ...prepared.dropped])
  await tx.db
    .updateTable('call_outs')
    .set({ wave: callOut.wave + 1, sent: callOut.sent + sent.length })
    .where('id', '=', callOut.id)
    .execute()
  await tx.db
    .deleteFrom('call_out_reserve')
    .where('call_out_id', '=', callOut.id)
    .where('volunteer_id', 'in', [...people.map((one) => one.personId), ...prepared.dropped])
    .execute()
  return reached ? 'rest' : 'again'
}

async function dropThose(tx: Tx, callOutId: string, dropped: readonly string[]): Promise<Step['next']> {
  const post = await tx.db
    .selectFrom('call_outs')
    .select(['region_id', 'post_id', 'activity_id', 'organization_id'])
    .where('id', '=', callOutId)
    .executeTakeFirstOrThrow()
  await tx.db
    .deleteFrom('call_out_reserve')
    .where('call_out_id', '=', callOutId)
    .where('volunteer_id', 'in', [...dropped])
    .execute()
  tx.append(
    callOutReserveChanged.entry({
      subjectId: callOutId,
      regionId: post.region_id,
      organizationId: post.organization_id,
      body: { callOutId, postId: post.post_id, activityId: post.activity_id, found: 0, dropped: dropped.length },
      public: {},
    }),
  )
  return 'again'
}

async function refillIn(tx: Tx, callOutId: string, found: readonly string[]): Promise<Result<null, never>> {
  const callOut = await tx.db
    .selectFrom('call_outs')
    .select(['region_id', 'post_id', 'activity_id', 'organization_id', 'state'])
    .where('id', '=', callOutId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (callOut.state !== 'running') return ok(null)
  await tx.db.updateTable('call_outs').set({ ranked_at: tx.now }).where('id', '=', callOutId).execute()
  await tx.db.deleteFrom('call_out_reserve').where('call_out_id', '=', callOutId).execute()
  await keepReserve(tx, callOutId, found)
  tx.append(
    callOutReserveChanged.entry({
      subjectId: callOutId,
      regionId: callOut.region_id,
      organizationId: callOut.organization_id,
      body: { callOutId, postId: callOut.post_id, activityId: callOut.activity_id, found: found.length, dropped: 0 },
      public: {},
    }),
  )
  return ok(null)
}

// Ranking a whole region takes a while: with answers still out, it is not done at each of them.
const isOld = (rankedAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  now.epochMilliseconds - rankedAt.epochMilliseconds >= 10 * 60_000

/** Everyone asked for this post, by whatever way, who still owes an answer. */
async function listPending(tx: Tx, callOut: CallOutRow): Promise<PendingAsk[]> {
  const rows = await tx.db
    .selectFrom('asks')
    .select(['chance_permille', 'asked_at'])
    .where('post_id', '=', callOut.post_id)
    .where('state', '=', 'asked')
    .where('answer_by', '>', tx.now)
    .limit(PENDING_MAX)
    .execute()
  return rows.map((row) => ({
    chance: row.chance_permille / 1000,
    waitedMinutes: (tx.now.epochMilliseconds - row.asked_at.epochMilliseconds) / 60_000,
  }))
}
