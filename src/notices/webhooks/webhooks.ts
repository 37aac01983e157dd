import { declaredKinds } from '../../journal'
import { newPublicId, newSecret } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Db, inCommand, may, personOf, repeatableSecret, type Tx } from '../../platform'
import { webhookAdded, webhookEnded } from '../entries'
import { type AddressError, isPublicAddress, parseWebhookUrl, resolvePublic } from './public-address'
import { webhookSecret } from './sign'

/** A partner's wish to be told of entries. */
export type NewWebhook = {
  readonly organizationId: string
  readonly url: string
  /** Kinds of entries, such as `need.raised`; only those that say something in public. */
  readonly kinds: readonly string[]
  /** Only entries of this region. */
  readonly regionId?: string | null
}

/** Why a webhook was not added. */
export type WebhookError =
  | AddressError
  | { readonly kind: 'forbidden' | 'too-many' | 'no-kinds' }
  | { readonly kind: 'kind-unknown'; readonly entry: string }

/** A webhook in a list; its secret is not in it. */
export type WebhookLine = {
  readonly id: string
  readonly url: string
  readonly kinds: readonly string[]
  readonly regionId: string | null
  readonly createdAt: Temporal.Instant
  readonly failingSince: Temporal.Instant | null
  readonly endedAt: Temporal.Instant | null
  readonly endedWhy: string | null
}

const LIVE_MAX = 20

/** Kinds of entries that say something in public, by name. */
export const publicKinds = (): string[] =>
  [...declaredKinds().values()]
    .filter((one) => one.publicKeys.length > 0)
    .map((one) => one.kind)
    .sort()

/**
 * Adds a webhook of an organization. Its address must be https and public when it is added, and again at every delivery.
 * Records webhook.added.
 * @returns the id and the secret that signs its deliveries, shown once
 */
export async function addWebhook(
  ctx: Ctx,
  input: NewWebhook,
): Promise<Result<{ id: string; secret: string }, WebhookError>> {
  const organization = await ctx.db
    .selectFrom('organizations')
    .select('region_id')
    .where('id', '=', input.organizationId)
    .executeTakeFirst()
  // First of all, so that nobody else has addresses looked up from here.
  if (organization === undefined || !mayManage(ctx, input.organizationId, organization.region_id))
    return err({ kind: 'forbidden' })
  const url = parseWebhookUrl(input.url)
  if (!url.ok) return url
  const address = await resolvePublic(url.value, isPublicAddress)
  if (!address.ok) return address
  const known = new Set(publicKinds())
  const unknown = input.kinds.find((kind) => !known.has(kind))
  if (unknown !== undefined) return err({ kind: 'kind-unknown', entry: unknown })
  if (input.kinds.length === 0) return err({ kind: 'no-kinds' })
  // The kept outcome of a repeat must not hold the secret; with an idempotency key it is found again instead.
  const random = newSecret()
  const secretOf = async (db: Db, id: string) =>
    webhookSecret(ctx.idempotency === undefined ? random : await repeatableSecret(db, ctx, 'webhook', id))
  const added = await inCommand<{ id: string }, WebhookError>(ctx, 'addWebhook', async (tx) => {
    await tx.db
      .selectFrom('organizations')
      .select('id')
      .where('id', '=', input.organizationId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    const { live } = await tx.db
      .selectFrom('webhooks')
      .select((eb) => eb.fn.countAll<number>().as('live'))
      .where('organization_id', '=', input.organizationId)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (live >= LIVE_MAX) return err({ kind: 'too-many' })
    const id = newPublicId()
    await tx.db
      .insertInto('webhooks')
      .values({
        id,
        organization_id: input.organizationId,
        region_id: input.regionId ?? null,
        url: url.value.href,
        secret: await secretOf(tx.db, id),
        kinds: [...new Set(input.kinds)],
        created_by: personOf(ctx),
        created_at: tx.now,
      })
      .execute()
    tx.append(
      webhookAdded.entry({
        subjectId: id,
        regionId: organization.region_id,
        organizationId: input.organizationId,
        body: { kinds: [...input.kinds], region: input.regionId ?? null },
        public: {},
      }),
    )
    return ok({ id })
  })
  return added.ok ? ok({ id: added.value.id, secret: await secretOf(ctx.db, added.value.id) }) : added
}

/** Whether the caller manages what belongs to an organization's systems. */
export const mayManage = (ctx: Ctx, organizationId: string, regionId: string): boolean =>
  may(ctx, 'organizations:manage', { organizationId, regionId }) ||
  may(ctx, 'system:administer', { organizationId, regionId })

/** Ends a webhook. Records webhook.ended. */
export const endWebhook = (ctx: Ctx, id: string): Promise<Result<null, { kind: 'not-found' }>> =>
  inCommand(ctx, 'endWebhook', async (tx) => {
    const row = await tx.db
      .selectFrom('webhooks as w')
      .innerJoin('organizations as o', 'o.id', 'w.organization_id')
      .select(['w.organization_id', 'o.region_id'])
      .where('w.id', '=', id)
      .where('w.ended_at', 'is', null)
      .forUpdate('w')
      .executeTakeFirst()
    if (row === undefined || !mayManage(ctx, row.organization_id ?? '', row.region_id))
      return err({ kind: 'not-found' })
    await endIn(tx, id, { regionId: row.region_id, organizationId: row.organization_id, why: 'by-person' })
    return ok(null)
  })

/** Ends a webhook inside a command, with its reason. */
export async function endIn(
  tx: Tx,
  id: string,
  end: { regionId: string; organizationId: string | null; why: 'by-person' | 'gone' | 'failing' },
): Promise<void> {
  await tx.db.updateTable('webhooks').set({ ended_at: tx.now, ended_why: end.why }).where('id', '=', id).execute()
  await tx.db
    .updateTable('webhook_deliveries')
    .set({ state: 'failed', lease: null, ended_at: tx.now, failure: end.why })
    .where('webhook_id', '=', id)
    .where('state', 'in', ['waiting', 'sending'])
    .execute()
  tx.append(
    webhookEnded.entry({
      subjectId: id,
      regionId: end.regionId,
      organizationId: end.organizationId,
      body: { why: end.why },
      public: {},
    }),
  )
}

/** Webhooks of an organization, live ones first, at most 100. */
export async function listWebhooks(db: Db, organizationId: string): Promise<WebhookLine[]> {
  const rows = await db
    .selectFrom('webhooks')
    .select(['id', 'url', 'kinds', 'region_id', 'created_at', 'failing_since', 'ended_at', 'ended_why'])
    .where('organization_id', '=', organizationId)
    .orderBy('ended_at', (order) => order.desc().nullsFirst())
    .orderBy('created_at')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    kinds: row.kinds,
    regionId: row.region_id,
    createdAt: row.created_at,
    failingSince: row.failing_since,
    endedAt: row.ended_at,
    endedWhy: row.ended_why,
  }))
}
