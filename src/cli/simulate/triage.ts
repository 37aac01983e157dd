import { refuseNeed, verifyNeed } from '../../needs'
import type { Cast } from './cast'
import type { Stage } from './stage'

const LOOK_AGAIN_MINUTES = 10
const REFUSED_SHARE = 0.06

/** Operators take the queue from its top, one need after the other, day and night; `onVerified` hears of each that is true. */
export function planTriage(stage: Stage, cast: Cast, onVerified: (needId: string) => void): void {
  const taken = new Set<string>()
  const chance = stage.chance.fork('triage')
  for (const operator of cast.operators) {
    const next = async (): Promise<void> => {
      const waiting = await stage.system.db
        .selectFrom('needs')
        .select('id')
        .where('state', '=', 'raised')
        .where('closed_at', 'is', null)
        .orderBy('rank')
        .orderBy('raised_at')
        .orderBy('id')
        .limit(200)
        .execute()
      const need = waiting.find(({ id }) => !taken.has(id))
      if (need === undefined) return stage.timeline.after(LOOK_AGAIN_MINUTES, next)
      taken.add(need.id)
      stage.timeline.after(chance.between(3, 9), async () => {
        await decide(need.id)
        await next()
      })
    }
    const decide = async (needId: string): Promise<void> => {
      if (chance.happens(REFUSED_SHARE)) {
        await refuseNeed(stage.as(operator), { needId, method: 'call', reason: 'not-found' })
        return
      }
      const done = await stage.twice(operator, (ctx) => verifyNeed(ctx, { needId, method: 'call' }))
      if (done.ok) onVerified(needId)
    }
    stage.timeline.after(chance.between(1, 5), next)
  }
}
