import { isId, newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import { consentGiven, consentWithdrawn } from '../entries'
import { GUARDIAN_PURPOSE } from '../queries'

/** A consent about to be recorded. */
export type NewConsent = {
  readonly personId: string
  readonly regionId: string
  /** What it is for, as a code: `account`, `volunteering`, `publicity`, … */
  readonly purpose: string
  /** Which data it covers, as codes. */
  readonly data: readonly string[]
  /** How it was given: `web`, `call`, `paper`, `link`, `in-person`. */
  readonly how: string
  /** Who gave it: the person, their guardian, or the operator or key that recorded it for them; null for a giver without an account. */
  readonly givenBy: string | null
  readonly until?: Temporal.Instant | null
  /** Which wording was agreed to, as a code, where a purpose has several. */
  readonly terms?: string
}

/** Writes a consent with its entry and a commitment to its terms. A step of a command. @returns the consent's id */
export async function recordConsent(tx: Tx, consent: NewConsent): Promise<string> {
  const id = newId(tx.now.epochMilliseconds)
  const until = consent.until ?? null
  const terms = consent.terms === undefined ? {} : { terms: consent.terms }
  await tx.db
    .insertInto('consents')
    .values({
      id,
      person_id: consent.personId,
      purpose: consent.purpose,
      data: [...consent.data],
      given_by: consent.givenBy,
      given_how: consent.how,
      given_at: tx.now,
      valid_until: until,
      terms_code: consent.terms ?? null,
    })
    .execute()
  tx.append(
    consentGiven.entry({
      subjectId: consent.personId,
      regionId: consent.regionId,
      body: {
        consentId: id,
        purpose: consent.purpose,
        how: consent.how,
        ...(until === null ? {} : { until: until.toString() }),
        ...terms,
      },
      public: {},
      facts: {
        terms: {
          personId: consent.personId,
          fact: {
            purpose: consent.purpose,
            data: [...consent.data],
            how: consent.how,
            at: tx.now.toString(),
            until: until?.toString() ?? null,
            ...terms,
          },
        },
      },
    }),
  )
  return id
}

/** Gives a consent by the person's own hand, or through an operator who helps them. */
export const giveConsent = (
  ctx: Ctx,
  input: {
    readonly personId: string
    readonly purpose: string
    readonly data: readonly string[]
    readonly how: string
    readonly until?: Temporal.Instant | null
    readonly terms?: string
  },
): Promise<Result<{ readonly consentId: string }, ActError>> =>
  inCommand(ctx, 'giveConsent', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const person = await lockPerson(tx, input.personId)
    if (person?.state !== 'active') return err({ kind: 'unknown' })
    const given = { ...input, regionId: person.regionId, givenBy: person.id }
    return ok({ consentId: await recordConsent(tx, given) })
  })

/**
 * Withdraws a consent: from now on it does not count. The consent to the account itself is not withdrawn but the account deleted;
 * a guardian's consent is the guardian's to withdraw.
 */
export const withdrawConsent = (
  ctx: Ctx,
  input: { readonly personId: string; readonly consentId: string },
): Promise<Result<null, ActError | { readonly kind: 'delete-instead' | 'guardians-own' }>> =>
  inCommand(ctx, 'withdrawConsent', async (tx) => {
    if (!isId(input.consentId) || !(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const person = await lockPerson(tx, input.personId)
    if (person === undefined) return err({ kind: 'unknown' })
    const consent = await tx.db
      .selectFrom('consents')
      .select(['id', 'purpose', 'withdrawn_at'])
      .where('id', '=', input.consentId)
      .where('person_id', '=', input.personId)
      .forUpdate()
      .executeTakeFirst()
    if (consent === undefined) return err({ kind: 'unknown' })
    if (consent.purpose === 'account') return err({ kind: 'delete-instead' })
    if (consent.purpose === GUARDIAN_PURPOSE) return err({ kind: 'guardians-own' })
    if (consent.withdrawn_at === null) await markWithdrawn(tx, person, consent)
    return ok(null)
  })

/** Marks a consent as withdrawn now, with its entry. A step of a command that holds the row. */
export async function markWithdrawn(
  tx: Tx,
  person: { readonly id: string; readonly regionId: string },
  consent: { readonly id: string; readonly purpose: string },
): Promise<void> {
  await tx.db.updateTable('consents').set({ withdrawn_at: tx.now }).where('id', '=', consent.id).execute()
  tx.append(
    consentWithdrawn.entry({
      subjectId: person.id,
      regionId: person.regionId,
      body: { consentId: consent.id, purpose: consent.purpose },
      public: {},
    }),
  )
}
