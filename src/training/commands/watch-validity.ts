import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { credentialExpired, renewalOffered } from '../entries'
import { credentialOfRow, credentialsIn } from '../queries'

const RENEWAL_DAYS = 60
const BATCH = 200

/** Offers to renew what runs out within 60 days, and ends what has run out; 200 of each in one go. Run by a sweep. */
export async function watchValidity(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  const expired = await ctx.db
    .selectFrom('credentials')
    .select('id')
    .where('state', '=', 'confirmed')
    .where('ended_at', 'is', null)
    .where('valid_until', '<=', now)
    .orderBy('valid_until')
    .limit(BATCH)
    .execute()
  for (const { id } of expired) await expire(ctx, id)
  const ending = await ctx.db
    .selectFrom('credentials')
    .select('id')
    .where('state', '=', 'confirmed')
    .where('renewal_offered_at', 'is', null)
    .where('valid_until', '<=', now.add({ hours: 24 * RENEWAL_DAYS }))
    .where('valid_until', '>', now)
    .orderBy('valid_until')
    .limit(BATCH)
    .execute()
  for (const { id } of ending) await offerRenewal(ctx, id)
}

const expire = (ctx: Ctx, id: string): Promise<Result<null, { readonly kind: 'not-due' }>> =>
  inCommand<null, { kind: 'not-due' }>(ctx, 'expireCredential', async (tx) => {
    const row = await credentialsIn(tx.db)
      .select(['region_id', 'asked_organization_id'])
      .where('id', '=', id)
      .where('state', '=', 'confirmed')
      .where('ended_at', 'is', null)
      .where('valid_until', '<=', tx.now)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (row === undefined) return err({ kind: 'not-due' })
    const credential = credentialOfRow(row)
    await tx.db.updateTable('credentials').set({ ended_at: tx.now }).where('id', '=', id).execute()
    tx.append(
      credentialExpired.entry({
        subjectId: credential.volunteerId,
        regionId: row.region_id,
        organizationId: row.asked_organization_id,
        body: { credential: id, competence: credential.competence, level: credential.level },
        public: {},
      }),
    )
    return ok(null)
  })

const offerRenewal = (ctx: Ctx, id: string): Promise<Result<null, { readonly kind: 'not-due' }>> =>
  inCommand<null, { kind: 'not-due' }>(ctx, 'offerRenewal', async (tx) => {
    const row = await credentialsIn(tx.db)
      .select(['region_id'])
      .where('id', '=', id)
      .where('state', '=', 'confirmed')
      .where('renewal_offered_at', 'is', null)
      .where('valid_until', '<=', tx.now.add({ hours: 24 * RENEWAL_DAYS }))
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (row === undefined || row.valid_until === null) return err({ kind: 'not-due' })
    const credential = credentialOfRow(row)
    await tx.db.updateTable('credentials').set({ renewal_offered_at: tx.now }).where('id', '=', id).execute()
    tx.append(
      renewalOffered.entry({
        subjectId: credential.volunteerId,
        regionId: row.region_id,
        body: {
          credential: id,
          competence: credential.competence,
          level: credential.level,
          until: row.valid_until.toString(),
        },
        public: {},
      }),
    )
    return ok(null)
  })
