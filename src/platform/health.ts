import { sql } from 'kysely'
import { sequencerLagSeconds } from '../journal'
import { get, type Route } from './http/routes'

const LAG_SECONDS_MAX = 5

/** `/healthz` and `/readyz`: alive, and fit to serve. A stopped follower is named but does not make the service unfit. */
export const healthRoutes: readonly Route[] = [
  get('/healthz', (r) => r.c.text('ok\n'), { may: 'anyone' }),
  get(
    '/readyz',
    async (r) => {
      try {
        await sql`SELECT 1`.execute(r.ctx.db)
        const lag = await sequencerLagSeconds(r.ctx.db)
        if (lag > LAG_SECONDS_MAX)
          return r.c.json({ ready: false, reason: 'the sequencer is behind', lagSeconds: Math.round(lag) }, 503)
        const stopped = await r.ctx.db
          .selectFrom('followers')
          .select(['name'])
          .where('failure', 'is not', null)
          .limit(50)
          .execute()
        return r.c.json({ ready: true, stopped: stopped.map((follower) => follower.name) })
      } catch {
        return r.c.json({ ready: false, reason: 'the database does not answer' }, 503)
      }
    },
    { may: 'anyone' },
  ),
]
