import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { asSystem, NotHere, post, type Req, type Route } from '../../../platform'
import { signWebhook } from '../../webhooks/sign'
import { type CallEvent, hearCall } from './hear-call'
import { VOICE_PATH } from './voice-gateway'

const TOLERANCE_SECONDS = 300
// A gateway brings everything from one address: this ends a flood, not a busy day.
const limit = { hits: 60_000, seconds: 60 }

const told = z.discriminatedUnion('type', [
  z.object({ type: z.literal('key'), call: z.uuid(), key: z.string().regex(/^[0-9*#]$/) }),
  z.object({ type: z.literal('ended'), call: z.uuid(), outcome: z.enum(['answered', 'no-answer', 'busy', 'failed']) }),
])

async function bringEvent(r: Req): Promise<Response> {
  const id = r.c.req.header('webhook-id') ?? ''
  const body = await r.c.req.text()
  if (!isSigned(r, id, body)) throw new NotHere()
  const event = read(id, body)
  if (event === undefined) return r.c.body(null, 422)
  const spoken = await hearCall(asSystem(r.ctx, 'voice'), event)
  if (spoken === undefined) throw new NotHere()
  return r.c.json(spoken)
}

// Signed as Standard Webhooks say, and lately: an old telling cannot be brought again.
function isSigned(r: Req, id: string, body: string): boolean {
  const secret = r.ctx.config.voice?.secret
  const timestamp = Number(r.c.req.header('webhook-timestamp'))
  const age = Math.abs(r.ctx.clock.now().epochMilliseconds / 1000 - timestamp)
  if (secret === undefined || id === '' || !(age <= TOLERANCE_SECONDS)) return false
  const expected = Buffer.from(signWebhook(secret, id, timestamp, body))
  return (r.c.req.header('webhook-signature') ?? '').split(' ').some((one) => {
    const given = Buffer.from(one)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

function read(id: string, body: string): CallEvent | undefined {
  let raw: unknown
  try {
    raw = JSON.parse(body)
  } catch {
    return undefined
  }
  const parsed = told.safeParse(raw)
  if (!parsed.success) return undefined
  const { data } = parsed
  return data.type === 'key'
    ? { id, callId: data.call, kind: 'key', key: data.key }
    : { id, callId: data.call, kind: 'ended', outcome: data.outcome }
}

/** The address a telephony gateway tells what happens in our calls. */
export const voiceCallbackRoutes: readonly Route[] = [
  post(VOICE_PATH, bringEvent, { may: 'anyone', limit, ownBody: true, records: [] }),
]
