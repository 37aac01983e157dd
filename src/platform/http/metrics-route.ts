import type { Context, Hono } from 'hono'
import { matchedRoutes } from 'hono/route'
import { isLoopback } from '../config'
import { type Ctx, may } from '../context'
import { findKey } from '../keys/keys'
import type { Metrics, PoolFigures } from '../metrics'
import { problem } from './api-server'
import { clientAddress } from './client-address'

type Base = Omit<Ctx, 'actor' | 'door' | 'lang'>

/** `/metrics` in Prometheus text: for callers on this machine, and for keys with the scope `metrics:read`. */
export function mountMetrics(app: Hono, base: Base, metrics: Metrics, pool: PoolFigures | undefined): void {
  app.use(async (c, next) => {
    const begun = performance.now()
    await next()
    // Middleware matches everything; of the rest the first one answered.
    const route = matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? 'other'
    metrics.observe(c.req.method, route, c.res.status, (performance.now() - begun) / 1000)
  })
  app.get('/metrics', async (c) => {
    if (!isFromThisMachine(c, base) && !(await hasKey(c, base)))
      return problem(c, {
        status: 401,
        kind: 'key-required',
        detail: 'From another machine, figures need a bearer key with the scope metrics:read.',
      })
    return c.text(await metrics.render(base.db, pool), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    })
  })
}

// A forwarding header means that somebody else stands behind the loopback address, whether the proxy is known or not.
function isFromThisMachine(c: Context, base: Base): boolean {
  if (c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined) return false
  return isLoopback(clientAddress(c, base.config.proxies))
}

async function hasKey(c: Context, base: Base): Promise<boolean> {
  const bearer = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (bearer === undefined) return false
  const actor = await findKey(base.db, bearer, base.clock.now())
  return actor !== undefined && may({ ...base, actor, door: 'api', lang: 'en' }, 'metrics:read')
}
