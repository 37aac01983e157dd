import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, makeSecretLink, recordLook, revokeSecretLinks, type Tx } from '../../platform'
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

/** An invitation as it is sent: where to, in whose language, who invites and why they may, and the secret of its own link. */
export type SentInvitation = {
  readonly to: string
  readonly lang: 'kk' | 'ru' | 'en'
  readonly inviter: string
  readonly lawfulBasis: string
  readonly secret: string
}

/**
 * Reads an invitation for sending it once: the look at the contact is recorded, and the message gets a link of its own that ends with
 * the invitation. Undefined once it is answered or has run out, or where the person has no such contact.
 */
export async function openInvitation(
  ctx: Ctx,
  personId: string,
  kind: 'email' | 'phone',
): Promise<SentInvitation | undefined> {
  const opened = await inCommand<SentInvitation | null, never>(
    { ...ctx, idempotency: undefined },
    'openInvitation',
    async (tx) => {
      const row = await tx.db
        .selectFrom('people as p')
        .innerJoin('contact_channels as c', 'c.person_id', 'p.id')
        .select(['p.lang', 'p.inviter', 'p.lawful_basis', 'p.created_at', 'c.value'])
        .where('p.id', '=', personId)
        .where('p.state', '=', 'invited')
        .where('c.kind', '=', kind)
        .orderBy('c.created_at')
        .limit(1)
        .executeTakeFirst()
      const expiresAt = row?.created_at.add({ hours: 24 * INVITATION_DAYS })
      if (row === undefined || expiresAt === undefined || Temporal.Instant.compare(expiresAt, tx.now) <= 0)
        return ok(null)
      await recordLook(tx.db, tx.ctx, {
        subjectPersonId: personId,
        subjectKind: 'person',
        subjectId: personId,
        what: ['contact'],
      })
      const secret = await makeSecretLink(
        tx.db,
        { purpose: INVITATION_LINK, subjectId: personId, personId, expiresAt },
        tx.now,
      )
      return ok({
        to: row.value,
        lang: row.lang === 'ru' || row.lang === 'en' ? row.lang : 'kk',
        inviter: row.inviter ?? '',
        lawfulBasis: row.lawful_basis ?? '',
        secret,
      })
    },
  )
  return opened.ok ? (opened.value ?? undefined) : undefined
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
