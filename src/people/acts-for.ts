import type { Selectable } from 'kysely'
import { type Ctx, type DB, may, personOf, type Tx } from '../platform'
import { type Person, personOfRow } from './person'

/** Purpose of the consent under which an operator does something for a person, once, while they ask for it. */
export const HELP_PURPOSE = 'help-by-operator'

/** Nobody may do this, or nobody is there to do it to. */
export type ActError = { readonly kind: 'forbidden' | 'unknown' }

/** Who helps a person: the operator, or the key through which a partner's system passes on what they told it. */
export const helperOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'key' ? ctx.actor.keyId : personOf(ctx))

/** The same request, made for a person under a consent; whether that consent stands is decided by the command. */
export const forPerson = (ctx: Ctx, personId: string, consentId: string): Ctx => ({
  ...ctx,
  onBehalfOf: { personId, consentId },
})

/**
 * Whether this request may act on the data of a person: they themselves, the system, or an operator or a partner's key while the person's
 * consent to being helped by just these is valid; its row is held until the commit, so that a withdrawal cannot slip in between.
 */
export async function actsFor(tx: Tx, personId: string): Promise<boolean> {
  const { ctx } = tx
  if (ctx.actor.kind === 'system') return true
  if (ctx.onBehalfOf === undefined) return ctx.actor.kind === 'person' && personOf(ctx) === personId
  if (ctx.onBehalfOf.personId !== personId || !may(ctx, 'people:help')) return false
  const consent = await tx.db
    .selectFrom('consents')
    .select('id')
    .where('id', '=', ctx.onBehalfOf.consentId)
    .where('person_id', '=', personId)
    .where('purpose', '=', HELP_PURPOSE)
    .where('given_by', '=', helperOf(ctx))
    .where('withdrawn_at', 'is', null)
    .where('valid_until', '>', tx.now)
    .forShare()
    .executeTakeFirst()
  return consent !== undefined
}

/** The person's row, held until the commit; undefined when there is none. */
export async function lockPerson(tx: Tx, personId: string): Promise<Person | undefined> {
  const row: Selectable<DB['people']> | undefined = await tx.db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', personId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : personOfRow(row)
}
