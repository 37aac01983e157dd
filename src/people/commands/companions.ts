import { isId, newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf } from '../../platform'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import { companionAdded, companionEnded } from '../entries'
import { type AccompanyError, whyNotAccompany } from '../may-accompany'
import { findCompanion } from '../queries'
import { markWithdrawn, recordConsent } from './consents'

/** Purpose of the consent under which a companion acts; its data name what they may do. */
export const COMPANION_PURPOSE = 'companion'

/** What a companion may do for someone, as codes of the consent: only what some page does, so that nobody agrees to an empty word. */
export const companionScopes = ['answer-asks', 'say-receipts'] as const
/** One of {@link companionScopes}. */
export type CompanionScope = (typeof companionScopes)[number]

/** Why nobody became a companion. `suspended` companions act for nobody. */
export type CompanionError =
  | ActError
  | AccompanyError
  | { readonly kind: 'no-companion' | 'oneself' | 'companion-already' | 'nothing-allowed' }

/** Lets somebody act for a person within what that person agreed to, until a day at most a year away. */
export const addCompanion = (
  ctx: Ctx,
  input: {
    readonly personId: string
    readonly companionId: string
    readonly scopes: readonly CompanionScope[]
    readonly until: Temporal.Instant
    readonly how: string
  },
): Promise<Result<{ readonly id: string }, CompanionError>> =>
  inCommand(ctx, 'addCompanion', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    if (input.scopes.length === 0) return err({ kind: 'nothing-allowed' })
    if (input.companionId === input.personId) return err({ kind: 'oneself' })
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    const companion = await tx.db
      .selectFrom('people')
      .select('id')
      .where('id', '=', input.companionId)
      .where('state', '=', 'active')
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (companion === undefined) return err({ kind: 'no-companion' })
    if ((await findCompanion(tx.db, input.companionId, person.id, tx.now)) !== undefined)
      return err({ kind: 'companion-already' })
    const why = await whyNotAccompany(tx, person, input.companionId)
    if (why !== undefined) return err(why)
    const latest = tx.now.add({ hours: 24 * 365 })
    const consentId = await recordConsent(tx, {
      personId: person.id,
      regionId: person.regionId,
      purpose: COMPANION_PURPOSE,
      data: input.scopes,
      how: input.how,
      givenBy: person.id,
      until: Temporal.Instant.compare(input.until, latest) > 0 ? latest : input.until,
    })
    const id = newId(tx.now.epochMilliseconds)
    await tx.db
      .insertInto('companions')
      .values({ id, person_id: person.id, companion_id: input.companionId, consent_id: consentId, created_at: tx.now })
      .execute()
    const body = { companionId: input.companionId, consentId }
    tx.append(companionAdded.entry({ subjectId: person.id, regionId: person.regionId, body, public: {} }))
    return ok({ id })
  })

/** Ends it at once: the person, an operator for them, or the companion, without reasons. */
export const endCompanion = (
  ctx: Ctx,
  input: { readonly personId: string; readonly id: string },
): Promise<Result<null, ActError>> =>
  inCommand(ctx, 'endCompanion', async (tx) => {
    if (!isId(input.id)) return err({ kind: 'unknown' })
    const person = await lockPerson(tx, input.personId)
    const held = await tx.db
      .selectFrom('companions as k')
      .innerJoin('consents as c', 'c.id', 'k.consent_id')
      .select(['k.id', 'k.companion_id', 'k.consent_id', 'c.withdrawn_at', 'c.purpose'])
      .where('k.id', '=', input.id)
      .where('k.person_id', '=', input.personId)
      .where('k.ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (person === undefined || held === undefined) return err({ kind: 'unknown' })
    const isCompanion = ctx.actor.kind === 'person' && personOf(ctx) === held.companion_id
    if (!isCompanion && !(await actsFor(tx, person.id))) return err({ kind: 'forbidden' })
    await tx.db.updateTable('companions').set({ ended_at: tx.now }).where('id', '=', held.id).execute()
    if (held.withdrawn_at === null) await markWithdrawn(tx, person, { id: held.consent_id, purpose: held.purpose })
    const body = { companionId: held.companion_id }
    tx.append(companionEnded.entry({ subjectId: person.id, regionId: person.regionId, body, public: {} }))
    return ok(null)
  })
