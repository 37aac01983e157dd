import { sql } from 'kysely'
import { hashSecret, newId, newSecret } from '../../kit/ids'
import type { Db } from '../database/open'
import type { Role, RoleGrant } from '../permissions'
import { standingGrants } from './standing-grants'

const LIFETIME_DAYS = 90
const TOUCH_AFTER_MINUTES = 10

/** The person behind a session cookie, with everything a page needs to know of them. */
export type Session = {
  readonly sessionId: string
  readonly personId: string
  readonly name: string
  readonly lang: 'kk' | 'ru' | 'en'
  readonly zone: string
  /** Large type and one thing a page, as the person or whoever helps them chose. */
  readonly simple: boolean
  readonly regionId: string
  readonly grants: readonly RoleGrant[]
}

/** Opens a session. @returns the secret for the cookie; only its hash is stored */
export async function openSession(db: Db, personId: string, device: string, now: Temporal.Instant): Promise<string> {
  const secret = newSecret()
  await db
    .insertInto('sessions')
    .values({
      secret_hash: hashSecret(secret),
      id: newId(),
      person_id: personId,
      created_at: now,
      last_seen_at: now,
      expires_at: now.add({ hours: 24 * LIFETIME_DAYS }),
      device: device.slice(0, 120),
    })
    .execute()
  return secret
}

/** The live session of a cookie, in one query; undefined when unknown, expired or the person is gone. */
export async function findSession(db: Db, secret: string, now: Temporal.Instant): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .select([
      's.id',
      's.secret_hash',
      's.last_seen_at',
      'p.id as person_id',
      'p.name',
      'p.lang',
      'p.zone',
      'p.simple',
      'p.region_id',
    ])
    .select(
      sql<{ role: Role; organizationId: string | null; regionId: string | null }[]>`(
        SELECT coalesce(json_agg(json_build_object('role', g.role, 'organizationId', g.organization_id, 'regionId', g.region_id)), '[]')
        FROM ${standingGrants(sql.ref('p.id'), now)})`.as('grants'),
    )
    .where('s.secret_hash', '=', hashSecret(secret))
    .where('s.expires_at', '>', now)
    .where('p.state', '=', 'active')
    .executeTakeFirst()
  if (row === undefined) return undefined
  if (row.last_seen_at.add({ minutes: TOUCH_AFTER_MINUTES }).epochMilliseconds < now.epochMilliseconds) {
    await db.updateTable('sessions').set({ last_seen_at: now }).where('secret_hash', '=', row.secret_hash).execute()
  }
  return {
    sessionId: row.id,
    personId: row.person_id,
    name: row.name ?? '',
    lang: row.lang as Session['lang'],
    zone: row.zone,
    simple: row.simple,
    regionId: row.region_id,
    grants: row.grants,
  }
}

/** Sessions of a person, newest use first, at most 50. */
export const listSessions = (db: Db, personId: string, now: Temporal.Instant) =>
  db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'last_seen_at', 'expires_at', 'device'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .limit(50)
    .execute()

/** Ends one session of a person, or all but `keepId`. */
export async function endSessions(
  db: Db,
  personId: string,
  which: { id: string } | { allBut: string | null },
): Promise<void> {
  const query = db.deleteFrom('sessions').where('person_id', '=', personId)
  if ('id' in which) await query.where('id', '=', which.id).execute()
  else if (which.allBut === null) await query.execute()
  else await query.where('id', '<>', which.allBut).execute()
}
