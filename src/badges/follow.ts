import type { Entry, Follower } from '../journal'
import { isId } from '../kit/ids'
import { asSystem, type Ctx } from '../platform'
import { reviewBadges } from './commands/revoke-badges'

// Entries after which something a badge states may no longer be so, and where they name whose it is.
const changing: Readonly<Record<string, readonly string[]>> = {
  'hours.disputed': ['volunteerId'],
  'hours.unconfirmed': ['volunteerId'],
  'hours.basis-stated': ['volunteerId'],
  'hours.moved': ['fromVolunteerId', 'toVolunteerId'],
  'dispute.decided': ['volunteerId'],
  'credential.revoked': [],
  'letter.discarded': [],
  'letter.withdrawn': [],
}

const peopleOf = (entry: Entry): readonly string[] => {
  const names = changing[entry.kind]
  if (names === undefined) return []
  const ids = names.length === 0 ? [entry.subjectId] : names.map((name) => entry.body[name])
  return ids.filter((id): id is string => typeof id === 'string' && isId(id))
}

/** Revokes badges as soon as what they state is no longer so. */
export const badgeFollowers = (ctx: Ctx): readonly Follower[] => [
  {
    name: 'badges.review',
    durable: true,
    handle: async (entries) => {
      for (const id of new Set(entries.flatMap(peopleOf))) await reviewBadges(asSystem(ctx, 'badges'), id)
    },
  },
]
