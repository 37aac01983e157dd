import type { Entry, Follower } from '../journal'
import { asSystem, type Ctx, type Db } from '../platform'
import { leaveOutNeed, tellOfRound } from './commands/keep-up'

const ended = ['need.cancelled', 'need.refused', 'need.closed', 'need.receipt']

/** Keeps rounds in line with what happens elsewhere: who said yes, a need that ended, an activity called off. */
export const roundFollowers = (ctx: Ctx): readonly Follower[] => [
  {
    name: 'rounds.keep-up',
    durable: true,
    handle: async (entries, db) => {
      const system = asSystem(ctx, 'rounds.keep-up')
      const driven = await whichAreRounds(db, entries)
      for (const entry of entries) {
        if (ended.includes(entry.kind)) await leaveOutNeed(system, { needId: entry.subjectId })
        const { activityId } = entry.body
        if (typeof activityId !== 'string' || !driven.has(activityId)) continue
        if (entry.kind === 'activity.cancelled') await tellOfRound(system, { activityId, isOff: true })
        else if (entry.kind.startsWith('assignment.')) await tellOfRound(system, { activityId })
      }
    },
  },
]

// Few activities are rounds: the others are not looked up one by one.
async function whichAreRounds(db: Db, entries: readonly Entry[]): Promise<ReadonlySet<string>> {
  const named = entries.flatMap(({ kind, body }) =>
    (kind === 'activity.cancelled' || kind.startsWith('assignment.')) && typeof body.activityId === 'string'
      ? [body.activityId]
      : [],
  )
  if (named.length === 0) return new Set()
  const rows = await db
    .selectFrom('rounds')
    .select('activity_id')
    .where('activity_id', 'in', [...new Set(named)])
    .limit(named.length)
    .execute()
  return new Set(rows.flatMap((row) => row.activity_id ?? []))
}
