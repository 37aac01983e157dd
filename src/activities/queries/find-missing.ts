import type { Db } from '../../platform'
import type { ObligationId } from '../../standards'
import { obligationsOf } from '../steps/decide-accepted'
import { listMissing } from '../steps/list-missing'

type Stated = {
  readonly id: string
  readonly organization_id: string
  readonly country_code: string
  readonly risk_tier: number
  readonly flags: readonly string[]
  readonly contexts: readonly string[]
  readonly aim: string
  readonly briefing: string
  readonly emergency_contact: string
  readonly form: string
}

/** Obligations an activity still owes before it can be open. */
export async function findMissing(db: Db, activity: Stated): Promise<ObligationId[]> {
  const said = await db
    .selectFrom('activity_obligations')
    .select('obligation')
    .where('activity_id', '=', activity.id)
    .limit(50)
    .execute()
  const posts = await db
    .selectFrom('posts')
    .select(['seats_min', 'starts_at', 'ends_at'])
    .where('activity_id', '=', activity.id)
    .limit(200)
    .execute()
  const organization = await db
    .selectFrom('organizations')
    .select(['verified_at', 'ethics_version'])
    .where('id', '=', activity.organization_id)
    .executeTakeFirstOrThrow()
  return listMissing(obligationsOf(activity), {
    aim: activity.aim,
    briefing: activity.briefing,
    emergencyContact: activity.emergency_contact,
    organizationVerified: organization.verified_at !== null,
    organizationHasEthics: organization.ethics_version !== null,
    remote: activity.form === 'remote',
    together: posts.map((post) => countTogether(post, posts)),
    said: new Set(said.map((row) => row.obligation)),
  })
}

type Post = { readonly seats_min: number; readonly starts_at: Temporal.Instant; readonly ends_at: Temporal.Instant }

/** A driver and a helper are two, though each has a post of their own. */
const countTogether = (post: Post, posts: readonly Post[]): number =>
  posts
    .filter(
      (other) =>
        Temporal.Instant.compare(other.starts_at, post.starts_at) <= 0 &&
        Temporal.Instant.compare(other.ends_at, post.ends_at) >= 0,
    )
    .reduce((people, { seats_min }) => people + seats_min, 0)
