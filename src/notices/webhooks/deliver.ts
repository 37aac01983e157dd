import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { ok } from '../../kit/result'
import { asSystem, type Ctx, type Db, inCommand } from '../../platform'
import type { PostWebhook } from './post-webhook'
import { signWebhook } from './sign'
import { endIn } from './webhooks'

const LEASE_SECONDS = 60
const BATCH = 10
const GIVE_UP_DAYS = 5
const MINUTE = 60
const HOUR = 3600
/** Pauses before the next try, in seconds, as Standard Webhooks proposes; the last one repeats until the delivery is given up. */
const pauses = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR] as const

type Held = {
  readonly id: string
  readonly webhookId: string
  readonly position: number
  readonly tries: number
  readonly url: string
  readonly secret: string
  readonly kind: string
  readonly publicBody: Record<string, unknown>
  readonly failingSince: Temporal.Instant | null
}

/**
 * Delivers what is due, until nothing is; any number of processes may. What a partner gets is the public part of an entry alone, with its
 * kind and position; the same entry always carries the same id, so that a repeat can be told.
 * @returns how many deliveries were tried
 */
export async function deliverDue(ctx: Ctx, send: PostWebhook): Promise<number> {
  let tried = 0
  for (;;) {
    const lease = randomUUID()
    const held = await claim(ctx.db, ctx.clock.now(), lease)
    if (held.length === 0) return tried
    await Promise.all(held.map((one) => deliver(ctx, send, one, lease)))
    tried += held.length
  }
}

async function claim(db: Db, now: Temporal.Instant, lease: string): Promise<Held[]> {
  await sql`
    UPDATE webhook_deliveries SET state = 'sending', lease = ${lease}::uuid, tries = tries + 1, next_try_at = ${now.add({ seconds: LEASE_SECONDS })}
    WHERE id IN (SELECT id FROM webhook_deliveries WHERE state IN ('waiting', 'sending') AND next_try_at <= ${now}
      ORDER BY next_try_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`.execute(db)
  const rows = await db
    .selectFrom('webhook_deliveries as d')
    .innerJoin('webhooks as w', 'w.id', 'd.webhook_id')
    .innerJoin('journal_positions as p', 'p.position', 'd.position')
    .innerJoin('journal as j', 'j.id', 'p.entry_id')
    .select(['d.id', 'd.webhook_id', 'd.position', 'd.tries', 'w.url', 'w.secret', 'w.failing_since'])
    .select(['j.kind', 'j.public_body'])
    .where('d.lease', '=', lease)
    .where('d.next_try_at', '>', now)
    .limit(BATCH)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    webhookId: row.webhook_id,
    position: row.position,
    tries: row.tries,
    url: row.url,
    secret: row.secret,
    kind: row.kind,
    publicBody: row.public_body as Record<string, unknown>,
    failingSince: row.failing_since,
  }))
}

async function deliver(ctx: Ctx, send: PostWebhook, held: Held, lease: string): Promise<void> {
  const now = ctx.clock.now()
  const id = `msg_${held.position}`
  const timestamp = Math.floor(now.epochMilliseconds / 1000)
  const body = JSON.stringify({ type: held.kind, position: held.position, data: held.publicBody })
  const answer = await send(
    new URL(held.url),
    {
      'content-type': 'application/json',
      'user-agent': 'Asar-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signWebhook(held.secret, id, timestamp, body),
    },
    body,
  )
  if ('status' in answer && answer.status >= 200 && answer.status < 300) return taken(ctx.db, held, lease, now)
  const failure = 'status' in answer ? `status-${answer.status}` : answer.refused
  ctx.log('webhooks.not-taken', { webhook: held.webhookId, failure, tries: held.tries })
  if (failure === 'status-410') return end(ctx, held.webhookId, 'gone')
  const failingSince = held.failingSince ?? now
  if (Temporal.Instant.compare(failingSince.add({ hours: 24 * GIVE_UP_DAYS }), now) <= 0)
    return end(ctx, held.webhookId, 'failing')
  await ctx.db
    .updateTable('webhook_deliveries')
    .set({ state: 'waiting', lease: null, failure, next_try_at: now.add({ seconds: pauseAfter(held.tries) }) })
    .where('id', '=', held.id)
    .where('lease', '=', lease)
    .execute()
  await ctx.db
    .updateTable('webhooks')
    .set({ failing_since: failingSince })
    .where('id', '=', held.webhookId)
    .where('failing_since', 'is', null)
    .execute()
}

/** Seconds until the next try after `tries` failed ones. */
export const pauseAfter = (tries: number): number => pauses[Math.min(tries, pauses.length) - 1] ?? 5

async function taken(db: Db, held: Held, lease: string, now: Temporal.Instant): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'sent', lease: null, ended_at: now, failure: null })
    .where('id', '=', held.id)
    .where('lease', '=', lease)
    .execute()
  if (held.failingSince !== null)
    await db.updateTable('webhooks').set({ failing_since: null }).where('id', '=', held.webhookId).execute()
}

async function end(ctx: Ctx, webhookId: string, why: 'gone' | 'failing'): Promise<void> {
  await inCommand(asSystem(ctx, 'webhooks'), 'endWebhook', async (tx) => {
    const row = await tx.db
      .selectFrom('webhooks as w')
      .leftJoin('organizations as o', 'o.id', 'w.organization_id')
      .select(['w.organization_id', 'o.region_id'])
      .where('w.id', '=', webhookId)
      .where('w.ended_at', 'is', null)
      .forUpdate('w')
      .executeTakeFirst()
    if (row !== undefined)
      await endIn(tx, webhookId, { regionId: row.region_id ?? 'KZ', organizationId: row.organization_id, why })
    return ok(null)
  })
}
