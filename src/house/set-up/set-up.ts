import { err, ok, type Result } from '../../kit/result'
import { type CreateOrganizationError, createOrganization, type NewOrganization } from '../../organizations'
import { createPerson, findPerson, grantRoleIn, type Person } from '../../people'
import { findLocality } from '../../places'
import {
  asSystem,
  type Ctx,
  type Db,
  findSecretLink,
  inCommand,
  makeSecretLink,
  type RoleGrant,
  revokeSecretLinks,
} from '../../platform'
import { houseSetUp } from '../entries'
import { findSetting, lockSetUp, putSetting } from '../settings'

const PURPOSE = 'set-up'
/** The one subject of the set-up link and its entry: the house itself. */
const HOUSE = '00000000-0000-4000-8000-000000000001'

/** The steps of the set-up, in their order. */
export type SetUpStep = 'country' | 'administrator' | 'organization' | 'done'

/** Which step comes next. A house that has an administrator by other ways (a restored backup) is done. */
export async function setUpStep(db: Db): Promise<SetUpStep> {
  const state = await findSetting(db, 'set-up')
  if (state?.doneAt !== undefined || (await findSetting(db, 'demo')) !== undefined) return 'done'
  if (state?.administratorId !== undefined) return 'organization'
  if (await hasAdministrator(db)) return 'done'
  return state?.country === undefined ? 'country' : 'administrator'
}

const hasAdministrator = async (db: Db): Promise<boolean> =>
  (await db
    .selectFrom('role_grants')
    .select('id')
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Each start prints a fresh one, so a short life costs nothing. */
const LINK_DAYS = 7

/** Makes one more link to the set-up while it is open; a link printed earlier stays good for its week. @returns its address */
export async function makeSetUpLink(ctx: Ctx): Promise<string> {
  const now = ctx.clock.now()
  const expiresAt = now.add({ hours: 24 * LINK_DAYS })
  const secret = await makeSecretLink(ctx.db, { purpose: PURPOSE, subjectId: HOUSE, expiresAt }, now)
  return `${ctx.config.url}/set-up/${secret}`
}

/** Whether a secret opens the set-up now. */
export const opensSetUp = async (ctx: Ctx, secret: string): Promise<boolean> =>
  (await findSecretLink(ctx.db, PURPOSE, secret, ctx.clock.now())) !== undefined

/** Notes that a country has been loaded. */
export async function noteCountry(db: Db, country: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const state = await lockSetUp(tx)
    if (state.doneAt === undefined) await putSetting(tx, 'set-up', { ...state, country })
  })
}

/** The step was taken already, by another browser that holds the link. */
export type SetUpError = { readonly kind: 'out-of-step' | 'unknown-place' }

/** Makes the first administrator. Their e-mail is proved at their first sign-in by code. */
export const makeFirstAdministrator = (
  ctx: Ctx,
  input: { readonly name: string; readonly email: string; readonly localityId: string },
): Promise<Result<{ readonly personId: string }, SetUpError>> =>
  inCommand(founding(ctx), 'makeFirstAdministrator', async (tx) => {
    const state = await lockSetUp(tx.db)
    if (state.doneAt !== undefined || state.administratorId !== undefined) return err({ kind: 'out-of-step' })
    const place = await findLocality(tx.db, input.localityId)
    if (place === undefined) return err({ kind: 'unknown-place' })
    const personId = await createPerson(tx, {
      name: input.name,
      regionId: place.region.id,
      localityId: place.id,
      zone: place.zone,
      lang: ctx.lang,
      cameBy: 'self',
      contacts: [{ kind: 'email', value: input.email, verified: false }],
      consentHow: 'web',
    })
    await grantRoleIn(tx, { personId, role: 'administrator' })
    await putSetting(tx.db, 'set-up', { ...state, administratorId: personId })
    return ok({ personId })
  })

/** The first organization as its administrator registers it. */
export type FirstOrganization = Pick<NewOrganization, 'kind' | 'legalForm' | 'name' | 'bin'>

/**
 * Registers the first organization in the administrator's name, by the same rules as any other, and closes the set-up for good.
 * Interrupted in between, it goes on with the organization that is there.
 */
export async function finishSetUp(
  ctx: Ctx,
  input: FirstOrganization,
): Promise<Result<{ readonly personId: string }, SetUpError | CreateOrganizationError>> {
  const state = await findSetting(ctx.db, 'set-up')
  const person = await findPerson(ctx.db, state?.administratorId ?? '')
  if (state?.country === undefined || person === undefined || state.doneAt !== undefined)
    return err({ kind: 'out-of-step' })
  const organization = await ensureOrganization(ctx, person, input)
  if (!organization.ok) return organization
  return inCommand(founding(ctx), 'finishSetUp', async (tx) => {
    const held = await lockSetUp(tx.db)
    if (held.doneAt !== undefined || held.country === undefined) return err({ kind: 'out-of-step' })
    await putSetting(tx.db, 'set-up', { ...held, doneAt: tx.now.toString() })
    await revokeSecretLinks(tx.db, PURPOSE, HOUSE, tx.now)
    const { organizationId } = organization.value
    tx.append(
      houseSetUp.entry({
        subjectId: HOUSE,
        regionId: held.country,
        organizationId,
        body: { country: held.country, administratorId: person.id, organizationId },
        public: {},
      }),
    )
    return ok({ personId: person.id })
  })
}

async function ensureOrganization(ctx: Ctx, person: Person, input: FirstOrganization) {
  const begun = await ctx.db
    .selectFrom('organization_members')
    .select('organization_id')
    .where('person_id', '=', person.id)
    .limit(1)
    .executeTakeFirst()
  if (begun !== undefined) return ok({ organizationId: begun.organization_id })
  const grants: readonly RoleGrant[] = [{ role: 'administrator', organizationId: null, regionId: null }]
  const actor = { kind: 'person', personId: person.id, name: person.name ?? '', sessionId: PURPOSE, grants } as const
  const place = { localityId: person.localityId ?? '' }
  return createOrganization({ ...ctx, actor, idempotency: undefined }, { ...input, about: '', place })
}

// No outcome is kept for repeats: it would open the administrator's session a second time.
const founding = (ctx: Ctx): Ctx => ({ ...asSystem(ctx, 'set-up'), door: ctx.door, mayRecord: ctx.mayRecord })
