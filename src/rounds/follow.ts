import type { Follower } from '../journal'
import { asSystem, type Ctx } from '../platform'
import { leaveOutNeed, tellOfRound } from './commands/keep-up'

const ended = ['need.cancelled', 'need.refused', 'need.closed', 'need.receipt']

/** Keeps rounds in line with what happens elsewhere: who said yes, a need that ended, an activity called off. */
export const roundFollowers = (ctx: Ctx): readonly Follower[] => [
  {
    name: 'rounds.keep-up',
    durable: true,
    handle: async (entries) => {
      const system = asSystem(ctx, 'rounds.keep-up')
      for (const entry of entries) {
        if (ended.includes(entry.kind)) await leaveOutNeed(system, { needId: entry.subjectId })
        const { activityId } = entry.body
        if (typeof activityId !== 'string') continue
        if (entry.kind === 'activity.cancelled') await tellOfRound(system, { activityId, isOff: true })
        else if (entry.kind.startsWith('assignment.')) await tellOfRound(system, { activityId })
      }
    },
  },
]
