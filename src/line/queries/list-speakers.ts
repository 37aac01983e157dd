import { theyDeliverHere } from '../../goods'
import { type Companion, listCompanions, powerOver } from '../../people'
import type { Ctx } from '../../platform'

/**
 * Companions who may say for the person helped whether it was what they needed: power over them is asked again, and nobody answers for their
 * own help. None where the request is of nobody with an account.
 */
export async function listSpeakers(ctx: Ctx, needId: string): Promise<Companion[]> {
  const { db, clock } = ctx
  const need = await db.selectFrom('needs').select('person_id').where('id', '=', needId).executeTakeFirst()
  const personId = need?.person_id ?? null
  if (personId === null) return []
  const held = (await listCompanions(db, personId, clock.now())).filter(({ scopes }) => scopes.includes('say-receipts'))
  const barred = await Promise.all(
    held.map(
      async ({ companionId }) =>
        (await powerOver(db, personId, companionId, clock.now())) !== undefined ||
        (await theyDeliverHere(db, ctx, companionId, needId)),
    ),
  )
  return held.filter((_, at) => barred[at] === false)
}
