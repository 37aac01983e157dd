import type { Db } from '../platform'
import type { CandidatePerson, CandidateQuery } from './candidate'
import { listProfiles } from './list-profiles'
import { readFreeTime } from './read-free-time'
import { readGivenTime } from './read-given-time'

/**
 * Volunteers as the allocation engine wants them, with their time between `from` and `to`. People who are only interested, restricted,
 * or not active are left out; with `ids` paused ones come marked. Those who waited longest for an ask come first. Six queries however many
 * people there are. Whoever looks at thousands reads profiles first, then the time of those whom their profile leaves in.
 */
export async function loadCandidates(db: Db, query: CandidateQuery, now: Temporal.Instant): Promise<CandidatePerson[]> {
  const profiles = await listProfiles(db, query, now)
  if (profiles.length === 0) return []
  const [free, given] = await Promise.all([readFreeTime(db, profiles, query), readGivenTime(db, profiles, query, now)])
  return profiles.map((profile, i) => {
    const { occupied = [], recentMinutes = 0 } = given[i] ?? {}
    return { ...profile, availability: free[i] ?? new Int32Array(), occupied, recentMinutes }
  })
}
