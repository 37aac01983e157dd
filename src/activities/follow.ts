import type { Entry, Follower } from '../journal'
import { isId } from '../kit/ids'
import { asSystem, type Ctx, type Db } from '../platform'
import { forgetPlaceOf } from './commands/forget-place'
import { recheckPerson } from './commands/recheck-person'
import { tellNeed } from './commands/tell-need'

/** Entries after which a person may no longer do, or may do again, what they said yes to. */
const changesStanding = (kind: string): boolean =>
  kind.startsWith('credential.') ||
  kind.startsWith('suspension.') ||
  kind.startsWith('guardian.') ||
  kind === 'person.aged' ||
  kind === 'person.suspended' ||
  kind === 'consent.withdrawn'

/** Looks again at what people have before them when something changed that opened it. */
export const activityFollowers = (ctx: Ctx): readonly Follower[] => [
  {
    name: 'activities.recheck',
    durable: true,
    handle: async (entries) => {
      for (const entry of entries) {
        if (!changesStanding(entry.kind)) continue
        const about = await findPerson(ctx, entry)
        if (about !== undefined) await recheckPerson(asSystem(ctx, 'activities.recheck'), about)
      }
    },
  },
  {
    name: 'activities.needs',
    durable: true,
    handle: async (entries, db) => {
      const touched = new Set<string>()
      const done = new Set<string>()
      const system = asSystem(ctx, 'activities.needs')
      for (const entry of entries) {
        if (entry.kind === 'need.destroyed') await forgetPlaceOf(system, { needId: entry.subjectId })
        const { activityId } = entry.body
        if (typeof activityId !== 'string') continue
        if (entry.kind === 'activity.done' && Number(entry.body.came) > 0) done.add(activityId)
        else if (changesVisit(entry.kind)) touched.add(activityId)
      }
      for (const activityId of await whichHelp(db, touched)) await tellNeed(system, { activityId })
      for (const activityId of done) await tellNeed(system, { activityId, isDone: true })
    },
  },
]

const changesVisit = (kind: string): boolean =>
  kind.startsWith('assignment.') || kind === 'post.changed' || kind === 'activity.cancelled'

/** Those of the activities that serve a need. */
async function whichHelp(db: Db, activityIds: ReadonlySet<string>): Promise<string[]> {
  if (activityIds.size === 0) return []
  const rows = await db
    .selectFrom('activities')
    .select('id')
    .where('id', 'in', [...activityIds])
    .where('need_id', 'is not', null)
    .limit(activityIds.size)
    .execute()
  return rows.map((row) => row.id)
}

async function findPerson(ctx: Ctx, entry: Entry): Promise<{ volunteerId: string; credentialId?: string } | undefined> {
  const { volunteerId, personId } = entry.body
  const named = [volunteerId, personId].find((id): id is string => typeof id === 'string' && isId(id))
  if (entry.subjectKind === 'credential') {
    const row =
      named === undefined
        ? await ctx.db
            .selectFrom('credentials')
            .select('volunteer_id')
            .where('id', '=', entry.subjectId)
            .executeTakeFirst()
        : { volunteer_id: named }
    return row === undefined ? undefined : { volunteerId: row.volunteer_id, credentialId: entry.subjectId }
  }
  if (named !== undefined) return { volunteerId: named }
  if (entry.subjectKind !== 'person') return undefined
  const { credential } = entry.body
  return { volunteerId: entry.subjectId, ...(typeof credential === 'string' ? { credentialId: credential } : {}) }
}
