import { hashSecret, newPublicId, newSecret } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { inCommand } from '../command'
import { type Ctx, may } from '../context'
import type { Db } from '../database/open'
import { type Permission, permissions } from '../permissions'
import { repeatableSecret } from '../sessions/repeatable-secret'
import { keyMade, keyRevoked } from './entries'

/** What a key shall open. Without organization and region it reaches everywhere. */
export type NewKey = {
  readonly name: string
  readonly scopes: readonly string[]
  readonly organizationId?: string | null
  readonly regionId?: string | null
}

/** A key in a list; the key itself is kept nowhere. */
export type KeyLine = {
  readonly id: string
  readonly name: string
  readonly organizationId: string | null
  readonly regionId: string | null
  readonly scopes: readonly string[]
  readonly createdAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

/** Why a key was not made. `scope-unknown` names the first scope that is no permission; `forbidden`, one the maker lacks. */
export type KeyError =
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'scope-unknown'; readonly scope: string }
  | { readonly kind: 'name-missing' }

/** Whether a word names a scope: scopes are the permissions. */
export const isScope = (word: string): word is Permission => word in permissions

/**
 * Makes a key for a partner's system. Administrators make any; whoever manages an organization makes keys for it, with scopes they hold
 * there themselves. Records key.made.
 * @returns the id and the key, which is shown once; only its hash is kept
 */
export async function createKey(ctx: Ctx, input: NewKey): Promise<Result<{ id: string; secret: string }, KeyError>> {
  // The kept outcome of a repeat must not hold the key; with an idempotency key it is found again instead.
  const random = newSecret()
  const secretOf = async (db: Db, id: string) =>
    ctx.idempotency === undefined ? random : repeatableSecret(db, ctx, 'api-key', id)
  const made = await inCommand<{ id: string }, KeyError>(ctx, 'createKey', async (tx) => {
    const name = input.name.trim().slice(0, 120)
    if (name === '') return err({ kind: 'name-missing' })
    const unknown = input.scopes.find((scope) => !isScope(scope))
    if (unknown !== undefined) return err({ kind: 'scope-unknown', scope: unknown })
    const organizationId = input.organizationId ?? null
    const regionId = input.regionId ?? null
    if (!mayMake(ctx, input.scopes.filter(isScope), { organizationId, regionId })) return err({ kind: 'forbidden' })
    const id = newPublicId()
    await tx.db
      .insertInto('api_keys')
      .values({
        secret_hash: hashSecret(`asar_${await secretOf(tx.db, id)}`),
        id,
        name,
        organization_id: organizationId,
        region_id: regionId,
        scopes: [...new Set(input.scopes)],
        created_at: tx.now,
      })
      .execute()
    tx.append(
      keyMade.entry({
        subjectId: id,
        regionId: regionId ?? 'KZ',
        organizationId,
        body: { scopes: [...input.scopes], organizationId, regionId },
        public: {},
      }),
    )
    return ok({ id })
  })
  return made.ok ? ok({ id: made.value.id, secret: `asar_${await secretOf(ctx.db, made.value.id)}` }) : made
}

function mayMake(
  ctx: Ctx,
  scopes: readonly Permission[],
  scope: { organizationId: string | null; regionId: string | null },
): boolean {
  if (may(ctx, 'system:administer', scope)) return true
  if (scope.organizationId === null || !may(ctx, 'organizations:manage', scope)) return false
  return scopes.every((one) => may(ctx, one, scope))
}

/** Ends a key at once. Records key.revoked. */
export const revokeKey = (ctx: Ctx, id: string): Promise<Result<null, { kind: 'not-found' } | { kind: 'forbidden' }>> =>
  inCommand(ctx, 'revokeKey', async (tx) => {
    const row = await tx.db
      .selectFrom('api_keys')
      .select(['organization_id', 'region_id'])
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return err({ kind: 'not-found' })
    const scope = { organizationId: row.organization_id, regionId: row.region_id }
    if (
      !may(ctx, 'system:administer', scope) &&
      (row.organization_id === null || !may(ctx, 'organizations:manage', scope))
    )
      return err({ kind: 'forbidden' })
    await tx.db.updateTable('api_keys').set({ revoked_at: tx.now }).where('id', '=', id).execute()
    tx.append(
      keyRevoked.entry({
        subjectId: id,
        regionId: row.region_id ?? 'KZ',
        organizationId: row.organization_id,
        body: {},
        public: {},
      }),
    )
    return ok(null)
  })

/** Keys, of one organization or all, live ones first, newest first; at most 200. */
export async function listKeys(db: Db, of: { organizationId?: string } = {}): Promise<KeyLine[]> {
  let query = db
    .selectFrom('api_keys')
    .select(['id', 'name', 'organization_id', 'region_id', 'scopes', 'created_at', 'last_used_at', 'revoked_at'])
    .orderBy('revoked_at', (order) => order.desc().nullsFirst())
    .orderBy('created_at', 'desc')
    .limit(200)
  if (of.organizationId !== undefined) query = query.where('organization_id', '=', of.organizationId)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    organizationId: row.organization_id,
    regionId: row.region_id,
    scopes: row.scopes,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }))
}

const TOUCH_AFTER_MINUTES = 10

/** The live key of a secret, and notes now and then that it was used. */
export async function findKey(db: Db, secret: string, now: Temporal.Instant) {
  const row = await db
    .selectFrom('api_keys')
    .select(['id', 'organization_id', 'region_id', 'scopes', 'last_used_at'])
    .where('secret_hash', '=', hashSecret(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const last = row.last_used_at
  if (last === null || Temporal.Instant.compare(last.add({ minutes: TOUCH_AFTER_MINUTES }), now) < 0)
    await db.updateTable('api_keys').set({ last_used_at: now }).where('id', '=', row.id).execute()
  return {
    kind: 'key' as const,
    keyId: row.id,
    organizationId: row.organization_id,
    regionId: row.region_id,
    scopes: row.scopes,
  }
}
