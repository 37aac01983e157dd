import { setTimeout as pause } from 'node:timers/promises'
import { type Selectable, sql } from 'kysely'
import { newId } from '../../../kit/ids'
import type { Ctx, DB } from '../../../platform'
import { type Lang, translator } from '../../../web'
import { passOn } from '../../send/pass-on'
import { keepInbound } from '../../talk/keep-inbound'
import { findReceivers } from '../../wishes'
import { keysOf } from './call-person'

const LATER_MINUTES = 60
const WAIT_TRIES = 25
const WAIT_MS = 100

type Call = Selectable<DB['voice_calls']>

/** What a gateway tells of a call. `id` is that of the telling: the same again is the same. */
export type CallEvent = { readonly id: string; readonly callId: string } & (
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'ended'; readonly outcome: 'answered' | 'no-answer' | 'busy' | 'failed' }
)

/** What the gateway says next, and which keys it then takes; none: it hangs up when it has spoken. */
export type Spoken = { readonly say: string; readonly keys: readonly string[] }

/**
 * Hears what a gateway tells of one of our calls: a key is answered with what to say next, an end that reached nobody sends the notice on to
 * the next door. Undefined for a call that is not ours, or over.
 */
export async function hearCall(ctx: Ctx, event: CallEvent): Promise<Spoken | undefined> {
  const call = await ctx.db.selectFrom('voice_calls').selectAll().where('id', '=', event.callId).executeTakeFirst()
  if (call === undefined || call.step === 'ended') return undefined
  if (event.kind === 'key') return hearKey(ctx, call, event.id, event.key)
  await end(ctx, call, event.outcome)
  if (event.outcome !== 'answered') await passOn(ctx, [call.delivery_id], event.outcome)
  return { say: '', keys: [] }
}

async function hearKey(ctx: Ctx, call: Call, eventId: string, key: string): Promise<Spoken> {
  const t = translator(call.lang as Lang)
  if (call.step === 'answered') {
    if (key !== '0') return { say: t('voice.noted'), keys: ['0'] }
    const say = await speak(ctx, call, eventId, '0')
    await end(ctx, call, 'answered')
    return { say, keys: [] }
  }
  if (key === '3') {
    await end(ctx, call, 'later')
    await again(ctx, call)
    return { say: t('voice.later'), keys: [] }
  }
  if (key === '0') {
    await end(ctx, call, 'operator')
    await askOperator(ctx, call)
    return { say: t('voice.operator'), keys: [] }
  }
  if (call.code !== null && (key === '1' || key === '2')) {
    await ctx.db.updateTable('voice_calls').set({ step: 'answered' }).where('id', '=', call.id).execute()
    return { say: await speak(ctx, call, eventId, `${key} ${call.code}`), keys: ['0'] }
  }
  if (call.code === null && key === '1') {
    await end(ctx, call, 'answered')
    await markHeard(ctx, call)
    return { say: t('voice.heard'), keys: [] }
  }
  return { say: t(call.code === null ? 'voice.keysTold' : 'voice.keysAsked'), keys: keysOf(call.code) }
}

/** Hands a key to the conversation as the words it stands for, and waits a moment for what it answers. */
async function speak(ctx: Ctx, call: Call, eventId: string, text: string): Promise<string> {
  const t = translator(call.lang as Lang)
  const receiver = (await findReceivers(ctx.db, [call.person_id])).get(call.person_id)
  const from = receiver?.wishes.addresses.voice ?? null
  if (from === null) return t('voice.noted')
  const message = { door: 'voice', line: 'voice', from, text, providerId: eventId, at: ctx.clock.now() } as const
  await keepInbound(ctx, message)
  for (let tries = 0; tries < WAIT_TRIES; tries++) {
    const row = await ctx.db
      .selectFrom('inbound_messages')
      .select('reply')
      .where('door', '=', 'voice')
      .where('line', '=', message.line)
      .where('provider_id', '=', eventId)
      .where('answered_at', 'is not', null)
      .executeTakeFirst()
    if (row !== undefined) return row.reply ?? t('voice.noted')
    await pause(WAIT_MS)
  }
  return t('voice.noted')
}

const end = (ctx: Ctx, call: Call, outcome: string) =>
  ctx.db
    .updateTable('voice_calls')
    .set({ step: 'ended', outcome, ended_at: ctx.clock.now() })
    .where('id', '=', call.id)
    .where('step', '<>', 'ended')
    .execute()

// Sending looks again whether there is still something to say.
const again = (ctx: Ctx, call: Call) =>
  ctx.db
    .updateTable('notice_deliveries')
    .set({
      state: 'waiting',
      ended_at: null,
      next_door_at: null,
      next_try_at: ctx.clock.now().add({ minutes: LATER_MINUTES }),
    })
    .where('id', '=', call.delivery_id)
    .where('state', '=', 'sent')
    .execute()

const askOperator = (ctx: Ctx, call: Call) =>
  sql`INSERT INTO notice_deliveries (id, notice_id, region_id, channel, state, next_try_at, ended_at, reason)
    SELECT ${newId()}::uuid, notice_id, region_id, 'operator', 'failed', ${ctx.clock.now()}, ${ctx.clock.now()}, 'asked-for'
    FROM notice_deliveries WHERE id = ${call.delivery_id} ON CONFLICT (notice_id, channel) DO NOTHING`.execute(ctx.db)

const markHeard = (ctx: Ctx, call: Call) =>
  sql`UPDATE notices SET seen_at = ${ctx.clock.now()} WHERE seen_at IS NULL
    AND id = (SELECT notice_id FROM notice_deliveries WHERE id = ${call.delivery_id})`.execute(ctx.db)
