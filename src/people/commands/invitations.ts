import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, makeSecretLink, revokeSecretLinks, type Tx } from '../../platform'
import { lockPerson } from '../acts-for'
import { personAccepted } from '../entries'
import type { Person } from '../person'
import { recordConsent } from './consents'
import { ACCOUNT_DATA, createPerson, type NewPerson } from './create-person'
import { eraseIn, erasing } from './erase-person'

/** Purpose of the secret link on which an invited person answers. */
export const INVITATION_LINK = 'invitation'

/** An unanswered invitation is erased after so many days. */
export const INVITATION_DAYS = 30

/**
 * Writes an invited person: kept apart, not counted, asked or planned until they say yes themselves. A step of a command.
 * @returns their id and the secret of `/invitation/<secret>`, valid for 30 days
 */
export async function invitePerson(
  tx: Tx,
  person: Omit<NewPerson, 'consentHow' | 'invitation'> & Required<Pick<NewPerson, 'invitation'>>,
): Promise<{ readonly personId: string; readonly secret: string }> {
  const personId = await createPerson(tx, { ...person, consentHow: null })
  const expiresAt = tx.now.add({ hours: 24 * INVITATION_DAYS })
  const secret = await makeSecretLink(
    tx.db,
    { purpose: INVITATION_LINK, subjectId: personId, personId, expiresAt },
    tx.now,
  )
  return { personId, secret }
}

/** Marks an invitation as accepted, with the consent it needs. A step of a command that holds the person's row. */
export async function acceptIn(tx: Tx, person: Person, how: string): Promise<void> {
  await tx.db.updateTable('people').set({ state: 'active' }).where('id', '=', person.id).execute()
  await recordConsent(tx, {
    personId: person.id,
    regionId: person.regionId,
    purpose: 'account',
    data: ACCOUNT_DATA,
    how,
    givenBy: person.id,
  })
  tx.append(personAccepted.entry({ subjectId: person.id, regionId: person.regionId, body: {}, public: {} }))
  await revokeSecretLinks(tx.db, INVITATION_LINK, person.id, tx.now)
}

/** The invitation has been answered, taken back or run out. */
export type InvitationGone = { readonly kind: 'gone' }

/** Says yes on the person's own link: they are active from now on. */
export const acceptInvitation = (
  ctx: Ctx,
  personId: string,
): Promise<Result<{ readonly personId: string }, InvitationGone>> =>
  // Without an idempotency key: the answer opens a session, which a kept outcome would do a second time.
  inCommand({ ...ctx, idempotency: undefined }, 'acceptInvitation', async (tx) => {
    const person = await lockPerson(tx, personId)
    if (person?.state !== 'invited' || !isOwnLink(ctx, personId)) return err({ kind: 'gone' })
    await acceptIn(tx, person, 'link')
    return ok({ personId })
  })

/** Says no on the person's own link: everything known of them is erased. */
export const refuseInvitation = (ctx: Ctx, personId: string): Promise<Result<null, InvitationGone>> =>
  inCommand(erasing(ctx), 'refuseInvitation', async (tx) => {
    const person = await lockPerson(tx, personId)
    if (person?.state !== 'invited' || !isOwnLink(ctx, personId)) return err({ kind: 'gone' })
    await eraseIn(tx, person, 'invitation-refused')
    return ok(null)
  })

const isOwnLink = ({ actor }: Ctx, personId: string): boolean =>
  actor.kind === 'link' && actor.purpose === INVITATION_LINK && actor.subjectId === personId

const BATCH = 200

/** Erases the invited who have not answered for 30 days. Run by a sweep; in batches, so that no transaction is long. */
export async function eraseUnanswered(ctx: Ctx): Promise<void> {
  for (;;) {
    const before = ctx.clock.now().subtract({ hours: 24 * INVITATION_DAYS })
    const due = await ctx.db
      .selectFrom('people')
      .select('id')
      .where('state', '=', 'invited')
      .where('created_at', '<=', before)
      .orderBy('created_at')
      .limit(BATCH)
      .execute()
    for (const { id } of due) {
      await inCommand(ctx, 'eraseUnanswered', async (tx) => {
        const person = await lockPerson(tx, id)
        if (person?.state === 'invited') await eraseIn(tx, person, 'invitation-unanswered')
        return ok(null)
      })
    }
    if (due.length < BATCH) return
  }
}
