import { type Companion, listCompanions, powerOver } from '../../people'
import type { Db } from '../../platform'

/**
 * Companions who may say for the person helped whether it was what they needed, power over them asked again; none where the request is of
 * nobody with an account.
 */
export async function listSpeakers(db: Db, needId: string, now: Temporal.Instant): Promise<Companion[]> {
  const need = await db.selectFrom('needs').select('person_id').where('id', '=', needId).executeTakeFirst()
  const personId = need?.person_id ?? null
  if (personId === null) return []
  const held = (await listCompanions(db, personId, now)).filter(({ scopes }) => scopes.includes('say-receipts'))
  const powers = await Promise.all(held.map(({ companionId }) => powerOver(db, personId, companionId, now)))
  return held.filter((_, at) => powers[at] === undefined)
}
