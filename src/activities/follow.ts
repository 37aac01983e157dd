import type { Entry, Follower } from '../journal'
import { isId } from '../kit/ids'
import { asSystem, type Ctx } from '../platform'
import { recheckPerson } from './commands/recheck-person'

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
]

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
  return entry.subjectKind === 'person' ? { volunteerId: entry.subjectId } : undefined
}
