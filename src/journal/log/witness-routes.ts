import { NotHere } from '../../platform/http/respond'
import { get, post, type Req, type Route } from '../../platform/http/routes'
import { cosign } from './cosign'
import { findWitnessKey, type SigningKey } from './signing-keys'

async function keyOf(r: Req): Promise<SigningKey> {
  const key = await findWitnessKey(r.ctx.config.dataFolder)
  if (key === undefined) throw new NotHere()
  return key
}

async function addCheckpoint(r: Req): Promise<Response> {
  const { status, body } = await cosign(r.ctx.db, await r.c.req.text(), { key: await keyOf(r), clock: r.ctx.clock })
  return r.c.body(body, status, {
    'content-type': status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
}

const key = async (r: Req): Promise<Response> =>
  r.c.body(`${(await keyOf(r)).line}\n`, 200, { 'content-type': 'text/plain; charset=utf-8' })

// A log asks at most once a second; everybody else has nothing to ask.
const asks = { hits: 300, seconds: 60 }

/** This house as a witness of other logs (C2SP tlog-witness); it changes nothing but what it remembers of them. */
export const witnessRoutes: readonly Route[] = [
  get('/log/witness/key', key, { may: 'anyone', limit: asks }),
  post('/log/witness/add-checkpoint', addCheckpoint, { may: 'anyone', records: [], limit: asks, ownBody: true }),
]
