import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf, type Tx } from '../../platform'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import { markWithdrawn } from '../commands/consents'
import { companionEnded } from '../entries'
import { isPaper } from '../papers/keep-paper'
import type { Person } from '../person'
import type { Agreement } from './companion'
import { type PairError, pairIn } from './pair'

/** Why nobody became a companion. */
export type CompanionError = ActError | PairError | { readonly kind: 'witness-missing' | 'paper-missing' }

/**
 * Lets somebody act for a person within what that person agreed to: on their own page, or as an operator heard it or read it on a paper
 * signed before a witness. Ends by itself on the day agreed.
 */
export const addCompanion = (
  ctx: Ctx,
  input: Agreement & { readonly personId: string },
): Promise<Result<{ readonly id: string }, CompanionError>> =>
  inCommand<{ readonly id: string }, CompanionError>(ctx, 'addCompanion', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    if (input.how === 'paper' && (input.before?.witness === undefined || input.before.signedOn === undefined))
      return err({ kind: 'witness-missing' })
    if (input.how === 'paper' && !isPaper(input.before?.paper)) return err({ kind: 'paper-missing' })
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    const operatorId = ctx.onBehalfOf === undefined ? undefined : (personOf(ctx) ?? undefined)
    return pairIn(tx, person, { ...input, before: { ...input.before, operatorId } })
  })

type EndedBy = 'person' | 'companion' | 'taken-over'

/** Ends it at once: the person, an operator for them, or the companion, without reasons. */
export const endCompanion = (
  ctx: Ctx,
  input: { readonly personId: string; readonly id: string },
): Promise<Result<null, ActError>> =>
  inCommand(ctx, 'endCompanion', async (tx) => {
    if (!isId(input.id)) return err({ kind: 'unknown' })
    const person = await lockPerson(tx, input.personId)
    const held = await liveOf(tx, input.personId).where('k.id', '=', input.id).executeTakeFirst()
    if (person === undefined || held === undefined) return err({ kind: 'unknown' })
    const isCompanion = ctx.actor.kind === 'person' && personOf(ctx) === held.companion_id
    if (!isCompanion && !(await actsFor(tx, person.id))) return err({ kind: 'forbidden' })
    await endIn(tx, person, held, isCompanion ? 'companion' : 'person')
    return ok(null)
  })

/** Ends all that a person has agreed to, as one word of theirs: nobody acts for them any more. @returns how many ended */
export const endCompanions = (
  ctx: Ctx,
  input: { readonly personId: string },
): Promise<Result<{ readonly ended: number }, ActError>> =>
  inCommand<{ readonly ended: number }, ActError>(ctx, 'endCompanions', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const person = await lockPerson(tx, input.personId)
    if (person === undefined) return err({ kind: 'unknown' })
    return ok({ ended: await endAllIn(tx, person, 'person') })
  })

/** Ends every companion of a person whose row the caller holds. A step of a command. @returns how many */
export async function endAllIn(tx: Tx, person: Person, by: EndedBy): Promise<number> {
  const all = await liveOf(tx, person.id).limit(100).execute()
  for (const held of all) await endIn(tx, person, held, by)
  return all.length
}

const liveOf = (tx: Tx, personId: string) =>
  tx.db
    .selectFrom('companions as k')
    .innerJoin('consents as c', 'c.id', 'k.consent_id')
    .select(['k.id', 'k.companion_id', 'k.consent_id', 'c.withdrawn_at', 'c.purpose'])
    .where('k.person_id', '=', personId)
    .where('k.ended_at', 'is', null)
    .forUpdate()

type Held = {
  id: string
  companion_id: string
  consent_id: string
  withdrawn_at: Temporal.Instant | null
  purpose: string
}

async function endIn(tx: Tx, person: Person, held: Held, by: EndedBy): Promise<void> {
  await tx.db.updateTable('companions').set({ ended_at: tx.now, ended_by: by }).where('id', '=', held.id).execute()
  if (held.withdrawn_at === null) await markWithdrawn(tx, person, { id: held.consent_id, purpose: held.purpose })
  const body = { companionId: held.companion_id, by }
  tx.append(companionEnded.entry({ subjectId: person.id, regionId: person.regionId, body, public: {} }))
}
