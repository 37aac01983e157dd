import { createHash, timingSafeEqual } from 'node:crypto'
import { asSystem, type HttpProvider, NotHere, post, type Req, type Route } from '../../../platform'
import { keepHeard, keepReport } from './hear-sms'
import { valueAt } from './value-at'

// A gateway brings everything from one address: this ends a flood, not a busy day.
const limit = { hits: 60_000, seconds: 60 }
const NUMBER = /^\d{7,15}$/

async function bringIn(r: Req): Promise<Response> {
  const provider = providerOf(r)
  if (provider.inbound === undefined) throw new NotHere()
  const document = await read(r)
  const { inbound } = provider
  const [id, from, text] = [
    valueAt(document, inbound.id),
    valueAt(document, inbound.from),
    valueAt(document, inbound.text),
  ]
  if (id === undefined || from === undefined || text === undefined) return r.c.body(null, 422)
  await keepHeard(asSystem(r.ctx, 'sms'), provider.name, {
    from: NUMBER.test(from) ? `+${from}` : from,
    to: (inbound.to === undefined ? undefined : valueAt(document, inbound.to)) ?? provider.from,
    text,
    providerId: id,
    partOf: undefined,
  })
  return r.c.body(null, 204)
}

async function report(r: Req): Promise<Response> {
  const provider = providerOf(r)
  if (provider.report === undefined) throw new NotHere()
  const document = await read(r)
  const { id, state, delivered, failed } = provider.report
  const [providerId, said] = [valueAt(document, id), valueAt(document, state)]
  if (providerId === undefined || said === undefined) return r.c.body(null, 422)
  await keepReport(asSystem(r.ctx, 'sms'), provider.name, {
    providerId,
    state: delivered.includes(said) ? 'arrived' : failed.includes(said) ? 'lost' : 'underway',
  })
  return r.c.body(null, 204)
}

// Whoever knows the secret is the provider it was given to; hashes of one length are compared in one time.
function providerOf(r: Req): HttpProvider {
  const given = hashOf(r.param('secret'))
  for (const provider of r.ctx.config.sms?.providers ?? []) {
    if (provider.kind !== 'http' || provider.secret === undefined) continue
    if (timingSafeEqual(hashOf(provider.secret), given)) return provider
  }
  throw new NotHere()
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

async function read(r: Req): Promise<unknown> {
  const { req } = r.c
  const isJson = /json/i.test(req.header('content-type') ?? '')
  return (isJson ? req.json() : req.parseBody()).catch(() => undefined)
}

/** Addresses that an HTTP gateway calls: a message somebody wrote, and what became of one of ours. */
export const smsCallbackRoutes: readonly Route[] = [
  post('/channels/sms/:secret/in', bringIn, { may: 'anyone', limit, ownBody: true, records: [] }),
  post('/channels/sms/:secret/report', report, { may: 'anyone', limit, ownBody: true, records: [] }),
]
