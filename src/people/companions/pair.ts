import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import type { Tx } from '../../platform'
import { recordConsent } from '../commands/consents'
import { companionAdded } from '../entries'
import { isPaper, keepPaper } from '../papers/keep-paper'
import type { Person } from '../person'
import { findCompanion } from '../queries'
import { type Agreement, COMPANION_PURPOSE } from './companion'
import { type AccompanyError, limitsFor, whyNotAccompany } from './may-accompany'

/** Why two people did not become a pair. `own-witness`: whoever will act cannot be the one before whom it is agreed. */
export type PairError =
  | AccompanyError
  | { readonly kind: 'no-companion' | 'oneself' | 'companion-already' | 'nothing-allowed' | 'own-witness' }

/**
 * Makes somebody the companion of a person whose agreement the caller has made sure of and whose row it holds; longer than the country's
 * pack lets nobody agree. A step of a command that records consent.given and companion.added.
 */
export async function pairIn(tx: Tx, person: Person, agreed: Agreement): Promise<Result<{ id: string }, PairError>> {
  if (agreed.scopes.length === 0) return err({ kind: 'nothing-allowed' })
  if (agreed.companionId === person.id) return err({ kind: 'oneself' })
  if (agreed.companionId === agreed.before?.operatorId) return err({ kind: 'own-witness' })
  const companion = await tx.db
    .selectFrom('people')
    .select('id')
    .where('id', '=', agreed.companionId)
    .where('state', '=', 'active')
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (companion === undefined) return err({ kind: 'no-companion' })
  if ((await findCompanion(tx.db, agreed.companionId, person.id, tx.now)) !== undefined)
    return err({ kind: 'companion-already' })
  const why = await whyNotAccompany(tx, person, agreed.companionId)
  if (why !== undefined) return err(why)
  const latest = tx.now.add({ hours: 24 * (await limitsFor(tx, person)).daysMax })
  const consentId = await recordConsent(tx, {
    personId: person.id,
    regionId: person.regionId,
    purpose: COMPANION_PURPOSE,
    data: agreed.scopes,
    how: agreed.how,
    givenBy: person.id,
    until: Temporal.Instant.compare(agreed.until, latest) > 0 ? latest : agreed.until,
  })
  const id = newId(tx.now.epochMilliseconds)
  await tx.db
    .insertInto('companions')
    .values({
      id,
      person_id: person.id,
      companion_id: agreed.companionId,
      consent_id: consentId,
      created_at: tx.now,
      tie: agreed.tie,
      agreed_before: agreed.before?.operatorId ?? null,
      witness: agreed.before?.witness ?? null,
      signed_on: agreed.before?.signedOn?.toString() ?? null,
    })
    .execute()
  const { before: seen } = agreed
  if (seen?.operatorId !== undefined && isPaper(seen.paper))
    await keepPaper(tx, { consentId, personId: person.id, addedBy: seen.operatorId }, seen.paper)
  const { companionId, how, tie } = agreed
  const before = agreed.before?.operatorId
  const body = { companionId, consentId, how, tie, ...(before === undefined ? {} : { before }) }
  const day = tx.now.toZonedDateTimeISO(person.zone).toPlainDate().toString()
  const said = { region: person.regionId, day }
  tx.append(companionAdded.entry({ subjectId: person.id, regionId: person.regionId, body, public: said }))
  return ok({ id })
}
