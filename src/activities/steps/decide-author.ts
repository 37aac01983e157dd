import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { HELP_PURPOSE, helperOf } from '../../people'
import { personOf, type Tx } from '../../platform'

/** Why somebody's word does not count as this person's. */
export type AuthorError =
  | { readonly kind: 'not-theirs' }
  | { readonly kind: 'consent-invalid' }
  /** The one who conveys has power over the person: leads the activity, or an organization they belong to. */
  | { readonly kind: 'power-over-person' }

/** Whose word an answer is. */
export type Author = { readonly authorId: string; readonly consentId: string | null; readonly conveyed: boolean }

/**
 * Whose word this is: the person's own (their session, their secret link, their own telephone), or passed on under a consent that is
 * held until the commit and names who passes on: a partner's key or a signed-in other person. A link that names the person is the person.
 */
export async function decideAuthor(
  tx: Tx,
  said: {
    volunteerId: string
    consentId?: string | undefined
    kind?: string | undefined
    activity: { organization_id: string; coordinator_id: string }
  },
): Promise<Result<Author, AuthorError>> {
  const { ctx } = tx
  const { volunteerId } = said
  const speaker = personOf(ctx)
  const ownDoor = ctx.actor.kind === 'system' && said.consentId === undefined
  if (speaker === volunteerId || ownDoor) return ok({ authorId: volunteerId, consentId: null, conveyed: false })
  const consentId = said.consentId ?? ctx.onBehalfOf?.consentId
  if (consentId === undefined) return err({ kind: 'not-theirs' })
  const consent = await tx.db
    .selectFrom('consents as c')
    .select('c.id')
    .where('c.id', '=', consentId)
    .where('c.person_id', '=', volunteerId)
    .where('c.purpose', 'in', [HELP_PURPOSE, 'companion'])
    // A companion answers only for whoever let them answer.
    .where(sql<boolean>`(c.purpose <> 'companion' OR 'answer-asks' = any(c.data))`)
    .where('c.withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('c.valid_until', 'is', null), eb('c.valid_until', '>', tx.now)]))
    .where((eb) =>
      eb.or([
        eb('c.given_by', '=', helperOf(ctx)),
        eb.exists(
          eb
            .selectFrom('companions as k')
            .select('k.id')
            .whereRef('k.consent_id', '=', 'c.id')
            .where('k.companion_id', '=', speaker)
            .where('k.ended_at', 'is', null),
        ),
      ]),
    )
    .modifyEnd(sql`FOR SHARE OF c`)
    .executeTakeFirst()
  if (consent === undefined) return err({ kind: 'consent-invalid' })
  // Power over a person bends a yes; a refusal or their own words may be noted by whoever heard them.
  const isYes = said.kind === undefined || said.kind === 'yes'
  if (isYes && (await hasPower(tx, said, speaker))) return err({ kind: 'power-over-person' })
  return ok({ authorId: speaker ?? volunteerId, consentId, conveyed: true })
}

async function hasPower(
  tx: Tx,
  said: { volunteerId: string; activity: { organization_id: string; coordinator_id: string } },
  speaker: string | null,
): Promise<boolean> {
  if (speaker === said.activity.coordinator_id) return true
  const belongsTo = await tx.db
    .selectFrom('organization_members')
    .select('organization_id')
    .where('person_id', '=', said.volunteerId)
    .where('state', '=', 'member')
    .limit(200)
    .execute()
  const organizations = [said.activity.organization_id, ...belongsTo.map((row) => row.organization_id)]
  if (tx.ctx.actor.kind === 'key') {
    return tx.ctx.actor.organizationId !== null && organizations.includes(tx.ctx.actor.organizationId)
  }
  if (speaker === null) return false
  const leads = await tx.db
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', speaker)
    .where('ended_at', 'is', null)
    .where('role', 'in', ['coordinator', 'organization-admin'])
    .where('organization_id', 'in', organizations)
    .limit(1)
    .executeTakeFirst()
  return leads !== undefined
}
