import { err, ok, type Result } from '../../kit/result'
import { type Contact, findPerson, invitePerson, listPeopleByContact, sendSealed } from '../../people'
import { findRegion } from '../../places'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { translator } from '../../web'
import { memberAnswered, memberInvited, memberLeft } from '../entries'
import type { Organization } from '../organization'
import { lockOrganization } from './change-organization'
import { endRolesIn } from './end-roles'

export type MemberError =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'not-active' }
  | { readonly kind: 'wrong-name' }
  | { readonly kind: 'not-invited' }
  | { readonly kind: 'last-admin' }

/**
 * Invites whoever has this contact. The answer is the same whether or not they have an account, and they are no member before their own
 * yes. Somebody unknown gets an invitation by message and is erased after 30 days without an answer.
 */
export const inviteMember = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly contact: Contact; readonly name: string },
): Promise<Result<null, MemberError>> =>
  inCommand<null, MemberError>(ctx, 'inviteMember', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    if (!manages(ctx, organization)) return err({ kind: 'forbidden' })
    if (organization.state !== 'active') return err({ kind: 'not-active' })
    const name = input.name.trim().slice(0, 80)
    if (name === '') return err({ kind: 'wrong-name' })
    const known = await listPeopleByContact(tx.db, input.contact)
    const invited = known.length > 0 ? known.map((person) => person.id) : [await inviteUnknown(tx, organization, input)]
    for (const personId of invited) await writeInvitation(tx, organization, personId, name)
    return ok(null)
  })

const manages = (ctx: Ctx, organization: Organization): boolean =>
  may(ctx, 'organizations:manage', { organizationId: organization.id, regionId: organization.regionId })

async function inviteUnknown(
  tx: Tx,
  organization: Organization,
  input: { readonly contact: Contact; readonly name: string },
): Promise<string> {
  const { ctx } = tx
  const zone = (await findRegion(tx.db, organization.regionId))?.zone ?? 'UTC'
  const { personId, secret } = await invitePerson(tx, {
    name: input.name.trim().slice(0, 80),
    regionId: organization.regionId,
    zone,
    lang: ctx.lang,
    cameBy: 'invitation',
    contacts: [{ ...input.contact, verified: false }],
    invitation: {
      inviter: organization.name,
      inviterKind: organization.kind,
      organizationId: organization.id,
      lawfulBasis: 'invitation-to-join',
    },
  })
  const t = translator(ctx.lang)
  const values = { organization: organization.name, link: `${ctx.config.url}/invitation/${secret}` }
  await sendSealed(ctx, tx.db, {
    to: input.contact,
    subject: t('organizations.invitation.subject', values),
    text: t('organizations.invitation.text', values),
    expiresAt: tx.now.add({ hours: 48 }),
  })
  return personId
}

async function writeInvitation(tx: Tx, organization: Organization, personId: string, name: string): Promise<void> {
  const row = { state: 'invited', since: tx.now, invited_as: name, invited_by: personOf(tx.ctx) }
  // A member, or someone invited already, stays as they are.
  await tx.db
    .insertInto('organization_members')
    .values({ organization_id: organization.id, person_id: personId, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'person_id'])
        .doUpdateSet(row)
        .where('organization_members.state', '=', 'left'),
    )
    .execute()
  tx.append(
    memberInvited.entry({
      subjectId: organization.id,
      regionId: organization.regionId,
      organizationId: organization.id,
      body: { personId },
      public: {},
    }),
  )
}

/** The invited person's own yes or no. A no leaves no trace but its entry. */
export const answerInvitation = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly yes: boolean },
): Promise<Result<null, MemberError>> =>
  inCommand<null, MemberError>(ctx, 'answerInvitation', async (tx) => {
    const personId = personOf(ctx)
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined || personId === null) return err({ kind: 'unknown' })
    const asked = await tx.db
      .selectFrom('organization_members')
      .select('state')
      .where('organization_id', '=', organization.id)
      .where('person_id', '=', personId)
      .where('state', '=', 'invited')
      .forUpdate()
      .executeTakeFirst()
    if (asked === undefined) return err({ kind: 'not-invited' })
    if (input.yes && organization.state !== 'active') return err({ kind: 'not-active' })
    if (input.yes)
      await tx.db
        .updateTable('organization_members')
        .set({ state: 'member', since: tx.now, invited_as: null, invited_by: null })
        .where('organization_id', '=', organization.id)
        .where('person_id', '=', personId)
        .execute()
    else
      await tx.db
        .deleteFrom('organization_members')
        .where('organization_id', '=', organization.id)
        .where('person_id', '=', personId)
        .execute()
    tx.append(
      memberAnswered.entry({
        subjectId: organization.id,
        regionId: organization.regionId,
        organizationId: organization.id,
        body: { personId, yes: input.yes },
        public: {},
      }),
    )
    return ok(null)
  })

/** Ends a membership or takes an invitation back: one's own at once, another's as its administrator. Roles in it end as well. */
export const endMembership = (
  ctx: Ctx,
  input: { readonly organizationId: string; readonly personId: string },
): Promise<Result<null, MemberError>> =>
  inCommand<null, MemberError>(ctx, 'endMembership', async (tx) => {
    const organization = await lockOrganization(tx, input.organizationId)
    if (organization === undefined) return err({ kind: 'unknown' })
    const own = personOf(ctx) === input.personId
    if (!own && !manages(ctx, organization)) return err({ kind: 'forbidden' })
    if (await isLastAdmin(tx, organization, input.personId)) return err({ kind: 'last-admin' })
    const row = await tx.db
      .selectFrom('organization_members')
      .select('state')
      .where('organization_id', '=', organization.id)
      .where('person_id', '=', input.personId)
      .where('state', 'in', ['member', 'invited'])
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return err({ kind: 'unknown' })
    await leaveIn(tx, organization, input.personId, own)
    return ok(null)
  })

/** Whether an active organization would be left without anyone who runs it. Asked under its lock. */
async function isLastAdmin(tx: Tx, organization: Organization, personId: string): Promise<boolean> {
  if (organization.state === 'closed') return false
  const admins = await tx.db
    .selectFrom('role_grants')
    .select('person_id')
    .where('organization_id', '=', organization.id)
    .where('role', '=', 'organization-admin')
    .where('ended_at', 'is', null)
    .limit(2)
    .execute()
  return admins.length === 1 && admins[0]?.person_id === personId
}

/** The step of leaving an organization, for the erasure of a person as well. */
export async function leaveIn(tx: Tx, organization: Organization, personId: string, own: boolean): Promise<void> {
  await tx.db
    .deleteFrom('organization_members')
    .where('organization_id', '=', organization.id)
    .where('person_id', '=', personId)
    .execute()
  await endRolesIn(tx, { organizationId: organization.id, personId })
  tx.append(
    memberLeft.entry({
      subjectId: organization.id,
      regionId: organization.regionId,
      organizationId: organization.id,
      body: { personId, own },
      public: {},
    }),
  )
}

/** Whether someone is a member who said yes: only they may be given a role in it. */
export async function isMember(tx: Tx, organizationId: string, personId: string): Promise<boolean> {
  const person = await findPerson(tx.db, personId)
  if (person?.state !== 'active') return false
  const row = await tx.db
    .selectFrom('organization_members')
    .select('person_id')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('state', '=', 'member')
    .executeTakeFirst()
  return row !== undefined
}
