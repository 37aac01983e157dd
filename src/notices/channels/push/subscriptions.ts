import { newId } from '../../../kit/ids'
import { err, ok, type Result } from '../../../kit/result'
import type { Db } from '../../../platform'
import { parseWebhookUrl } from '../../webhooks/public-address'

/** Where a browser takes messages, and how they are encrypted for it alone. */
export type PushSubscription = { readonly endpoint: string; readonly p256dh: string; readonly auth: string }

/** More devices than one person uses. */
const DEVICES_MAX = 10
const POINT_BYTES = 65
const AUTH_BYTES = 16

/** A subscription as an untrusted browser says it. */
export function parseSubscription(
  said: Readonly<Record<string, string>>,
): Result<PushSubscription, 'not-a-subscription'> {
  const { endpoint = '', p256dh = '', auth = '' } = said
  const url = parseWebhookUrl(endpoint)
  const point = Buffer.from(p256dh, 'base64url')
  const isPoint = point.length === POINT_BYTES && point[0] === 4
  return url.ok && isPoint && Buffer.from(auth, 'base64url').length === AUTH_BYTES
    ? ok({ endpoint: url.value.href, p256dh, auth })
    : err('not-a-subscription')
}

/** Keeps where this device of a person takes messages; whoever had it before has it no more. */
export async function keepSubscription(
  db: Db,
  owner: { readonly personId: string; readonly sessionId: string },
  subscription: PushSubscription,
  now: Temporal.Instant,
): Promise<void> {
  const row = { person_id: owner.personId, session_id: owner.sessionId, ...subscription, made_at: now }
  await db
    .insertInto('push_subscriptions')
    .values({ id: newId(), ...row })
    .onConflict((clash) => clash.column('endpoint').doUpdateSet(row))
    .execute()
  const old = db
    .selectFrom('push_subscriptions')
    .select('id')
    .where('person_id', '=', owner.personId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .offset(DEVICES_MAX)
  await db.deleteFrom('push_subscriptions').where('id', 'in', old).execute()
}

/** Subscriptions of living sessions. */
export const listSubscriptions = (db: Db, personId: string, now: Temporal.Instant) =>
  db
    .selectFrom('push_subscriptions as p')
    .innerJoin('sessions as s', 's.id', 'p.session_id')
    .select(['p.id', 'p.endpoint', 'p.p256dh', 'p.auth', 'p.made_at', 's.device', 's.id as session_id'])
    .where('p.person_id', '=', personId)
    .where('s.expires_at', '>', now)
    .orderBy('p.made_at', 'desc')
    .limit(DEVICES_MAX)
    .execute()

/** Forgets a device of a person. */
export const forgetSubscription = (db: Db, personId: string, id: string) =>
  db.deleteFrom('push_subscriptions').where('person_id', '=', personId).where('id', '=', id).execute()
