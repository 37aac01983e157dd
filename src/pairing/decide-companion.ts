import { err, ok, type Result } from '../kit/result'
import { type AgreedHow, actsFor, companionScopes, lockPerson, type PairError, pairIn } from '../people'
import { type Ctx, inCommand, personOf, type Tx } from '../platform'
import { companionRefused } from './entries'
import { goOn } from './go-on'
import { endWishIn } from './wish-companion'

/** Why the person's word came to nothing. `nobody-offered`: no volunteer has said yes. */
export type DecideError = PairError | { readonly kind: 'forbidden' | 'unknown' | 'nobody-offered' | 'witness-missing' }

/**
 * The person's own word to the volunteer who said yes: only now they are a pair, within what the person asked for. A no looks for somebody
 * else. Records consent.given, companion.added, companion.wish-ended, or companion.refused.
 */
export async function decideCompanion(
  ctx: Ctx,
  input: { readonly personId: string; readonly agreed: boolean; readonly how: AgreedHow },
): Promise<Result<null, DecideError>> {
  const decided = await inCommand<{ readonly wishId: string }, DecideError>(ctx, 'decideCompanion', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    // A signature names its witness on the page where companions are named.
    if (input.how === 'paper') return err({ kind: 'witness-missing' })
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    const offered = await findOffered(tx, person.id)
    if (offered === undefined) return err({ kind: 'nobody-offered' })
    const { ask_id: askId, volunteer_id: volunteerId, id: wishId } = offered
    if (!input.agreed) {
      await tx.db.updateTable('companion_asks').set({ state: 'refused' }).where('id', '=', askId).execute()
      await tx.db.updateTable('companion_wishes').set({ state: 'open' }).where('id', '=', wishId).execute()
      const body = { askId, wishId, volunteerId }
      tx.append(companionRefused.entry({ subjectId: askId, regionId: offered.region_id, body, public: {} }))
      return ok({ wishId })
    }
    const operatorId = ctx.onBehalfOf === undefined ? undefined : (personOf(ctx) ?? undefined)
    const paired = await pairIn(tx, person, {
      companionId: volunteerId,
      scopes: companionScopes.filter((scope) => offered.scopes.includes(scope)),
      tie: 'volunteer',
      until: offered.until,
      how: input.how,
      before: { operatorId },
    })
    if (!paired.ok) return paired
    await tx.db.updateTable('companion_asks').set({ state: 'chosen' }).where('id', '=', askId).execute()
    await endWishIn(tx, person, wishId, 'paired')
    return ok({ wishId })
  })
  if (!decided.ok) return decided
  if (!input.agreed) await goOn(ctx, decided.value.wishId)
  return ok(null)
}

const findOffered = (tx: Tx, personId: string) =>
  tx.db
    .selectFrom('companion_wishes as w')
    .innerJoin('companion_asks as q', 'q.wish_id', 'w.id')
    .select(['w.id', 'w.scopes', 'w.until', 'w.region_id', 'q.id as ask_id', 'q.volunteer_id'])
    .where('w.person_id', '=', personId)
    .where('w.state', '=', 'offered')
    .where('q.state', '=', 'yes')
    .forUpdate()
    .executeTakeFirst()
