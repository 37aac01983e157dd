import { createHmac } from 'node:crypto'

const PREFIX = 'whsec_'

/** A secret of 192 bits (base64url) in the form Standard Webhooks gives it. */
export const webhookSecret = (secret: string): string => PREFIX + Buffer.from(secret, 'base64url').toString('base64')

/**
 * Signature of a delivery: HMAC-SHA256 over `id.timestamp.body`, as `v1,<base64>`.
 * @param timestamp seconds since 1970
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signWebhook(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(PREFIX, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}
