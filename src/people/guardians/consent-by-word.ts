import { isId, newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, personOf, type Tx } from '../../platform'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import { markWithdrawn } from '../commands/consents'
import { consentIn, hasContact, lockMinor, type Relation } from '../commands/guardians'
import { parseContact } from '../contact'
import { guardianCodeWrong, guardianNamed, guardianWithdrew } from '../entries'
import { isPaper, keepPaper, type SignedPaper } from '../papers/keep-paper'
import type { Person } from '../person'
import { GUARDIAN_PURPOSE } from '../queries'
import { isCode } from './code'

/** What a typed code came to. */
export type CodeOutcome =
  | { readonly kind: 'consented' | 'ended' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }

/**
 * A parent or legal representative told the code that came to their own telephone: by it they consent, on the minor's page or through an
 * operator. A number that has become the minor's own consents to nothing. Records consent.given, guardian.consented, or guardian.code-wrong.
 */
export const consentByCode = (
  ctx: Ctx,
  input: { readonly personId: string; readonly guardianId: string; readonly code: string; readonly relation: Relation },
): Promise<Result<CodeOutcome, ActError>> =>
  inCommand<CodeOutcome, ActError>(ctx, 'consentByCode', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const minor = await lockPerson(tx, input.personId)
    const held = isId(input.guardianId) ? await lockGuardian(tx, input.personId, input.guardianId) : undefined
    if (minor?.state !== 'active' || held === undefined) return err({ kind: 'unknown' })
    const contact = parseContact(held.guardian_contact ?? undefined, true)
    const isOver = held.code_until === null || Temporal.Instant.compare(held.code_until, tx.now) <= 0
    if (held.code_hash === null || isOver || held.code_tries <= 0) return ok({ kind: 'ended' })
    if (!contact.ok || (await hasContact(tx, minor.id, contact.value))) return ok({ kind: 'ended' })
    if (!isCode(held.id, held.code_hash, input.code)) return ok(await countWrong(tx, minor, held))
    await consentIn(tx, minor, { guardianId: held.id, relation: input.relation, how: 'code' })
    return ok({ kind: 'consented' })
  })

async function countWrong(tx: Tx, minor: Person, held: { id: string; code_tries: number }): Promise<CodeOutcome> {
  const triesLeft = held.code_tries - 1
  await tx.db.updateTable('guardians').set({ code_tries: triesLeft }).where('id', '=', held.id).execute()
  const body = { guardianId: held.id, triesLeft }
  tx.append(guardianCodeWrong.entry({ subjectId: minor.id, regionId: minor.regionId, body, public: {} }))
  return { kind: 'wrong', triesLeft }
}

const lockGuardian = (tx: Tx, minorId: string, guardianId: string) =>
  tx.db
    .selectFrom('guardians')
    .select(['id', 'guardian_contact', 'code_hash', 'code_tries', 'code_until', 'consent_id'])
    .where('id', '=', guardianId)
    .where('minor_id', '=', minorId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/** Why no paper was recorded. `own-paper`: whoever keys it in cannot be the one who signed it. */
export type PaperError = ActError | { readonly kind: 'of-age' | 'too-many' | 'not-seen' | 'paper-missing' }

/**
 * Records a consent that a parent or legal representative signed on paper, keyed in by the operator who has seen it: who signed, as what, on
 * which day. Records guardian.named, consent.given, guardian.consented.
 */
export const consentOnPaper = (
  ctx: Ctx,
  input: {
    readonly personId: string
    readonly name: string
    readonly relation: Relation
    readonly signedOn: Temporal.PlainDate
    /** The paper itself, or where it lies. */
    readonly paper: SignedPaper
  },
): Promise<Result<null, PaperError>> =>
  inCommand<null, PaperError>(ctx, 'consentOnPaper', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const seenBy = ctx.onBehalfOf === undefined ? null : personOf(ctx)
    // On their own page nobody has seen it but the minor.
    if (seenBy === null || seenBy === input.personId) return err({ kind: 'not-seen' })
    if (!isPaper(input.paper)) return err({ kind: 'paper-missing' })
    const free = await lockMinor(tx, input.personId)
    if (!free.ok) return free
    const minor = free.value
    const id = newPublicId()
    await tx.db
      .insertInto('guardians')
      .values({ id, minor_id: minor.id, guardian_name: input.name, created_at: tx.now })
      .execute()
    tx.append(
      guardianNamed.entry({ subjectId: minor.id, regionId: minor.regionId, body: { guardianId: id }, public: {} }),
    )
    const { relation, signedOn, paper } = input
    const consentId = await consentIn(tx, minor, { guardianId: id, relation, how: 'paper', signedOn, seenBy })
    await keepPaper(tx, { consentId, personId: minor.id, addedBy: seenBy }, paper)
    return ok(null)
  })

/**
 * A parent or legal representative told an operator that they take their consent back: from this moment it does not count, whichever way it
 * was given. Records consent.withdrawn, guardian.withdrew.
 */
export const withdrawByWord = (
  ctx: Ctx,
  input: { readonly personId: string; readonly guardianId: string },
): Promise<Result<null, ActError>> =>
  inCommand<null, ActError>(ctx, 'withdrawByWord', async (tx) => {
    if (ctx.onBehalfOf === undefined || !(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const minor = await lockPerson(tx, input.personId)
    const held = isId(input.guardianId) ? await lockGuardian(tx, input.personId, input.guardianId) : undefined
    if (minor === undefined || held === undefined || held.consent_id === null) return err({ kind: 'unknown' })
    const live = await tx.db
      .selectFrom('consents')
      .select('id')
      .where('id', '=', held.consent_id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
    if (live === undefined) return err({ kind: 'unknown' })
    await markWithdrawn(tx, minor, { id: live.id, purpose: GUARDIAN_PURPOSE })
    const body = { guardianId: held.id, consentId: live.id }
    tx.append(guardianWithdrew.entry({ subjectId: minor.id, regionId: minor.regionId, body, public: {} }))
    return ok(null)
  })
