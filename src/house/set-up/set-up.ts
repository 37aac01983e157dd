import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { createPerson, grantRoleIn } from '../../people'
import { findLocality } from '../../places'
import {
  asSystem,
  type Ctx,
  type Db,
  findSecretLink,
  inCommand,
  makeSecretLink,
  revokeSecretLinks,
  type Tx,
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

/** Makes one more link to the set-up while it is open; a link printed earlier stays good. @returns its address */
export async function makeSetUpLink(ctx: Ctx): Promise<string> {
  const secret = await makeSecretLink(ctx.db, { purpose: PURPOSE, subjectId: HOUSE }, ctx.clock.now())
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

/** Founds the first organization, with the administrator at its head, and closes the set-up for good. */
export const finishSetUp = (
  ctx: Ctx,
  input: { readonly name: string; readonly kind: 'group' | 'ngo' | 'company' | 'authority' },
): Promise<Result<{ readonly personId: string }, SetUpError>> =>
  inCommand(founding(ctx), 'finishSetUp', async (tx) => {
    const state = await lockSetUp(tx.db)
    const { administratorId: personId, country } = state
    if (state.doneAt !== undefined || personId === undefined || country === undefined)
      return err({ kind: 'out-of-step' })
    const organizationId = await foundOrganization(tx, { ...input, personId })
    await putSetting(tx.db, 'set-up', { ...state, doneAt: tx.now.toString() })
    await revokeSecretLinks(tx.db, PURPOSE, HOUSE, tx.now)
    tx.append(
      houseSetUp.entry({
        subjectId: HOUSE,
        regionId: country,
        organizationId,
        body: { country, administratorId: personId, organizationId },
        public: {},
      }),
    )
    return ok({ personId })
  })

// No outcome is kept for repeats: it would open the administrator's session a second time.
const founding = (ctx: Ctx): Ctx => ({ ...asSystem(ctx, 'set-up'), door: ctx.door, mayRecord: ctx.mayRecord })

/** Writes an organization that its founder leads. A step of a command with an entry of its own. @returns its id */
export async function foundOrganization(
  tx: Tx,
  organization: {
    readonly personId: string
    readonly name: string
    readonly kind: 'group' | 'ngo' | 'company' | 'authority'
    readonly verified?: boolean
    readonly about?: string
  },
): Promise<string> {
  const founder = await tx.db
    .selectFrom('people')
    .select(['region_id', 'locality_id'])
    .where('id', '=', organization.personId)
    .executeTakeFirstOrThrow()
  const id = newPublicId()
  // The first organization of a house is its operator's own; groups need no check, others are marked as checked by whoever set up.
  const isVerified = organization.verified ?? organization.kind !== 'group'
  await tx.db
    .insertInto('organizations')
    .values({
      id,
      region_id: founder.region_id,
      locality_id: founder.locality_id,
      kind: organization.kind,
      name: organization.name,
      about: organization.about ?? '',
      state: 'active',
      created_by: organization.personId,
      created_at: tx.now,
      verified_at: isVerified ? tx.now : null,
      verified_by: isVerified ? organization.personId : null,
    })
    .execute()
  await tx.db
    .insertInto('organization_members')
    .values({ organization_id: id, person_id: organization.personId, state: 'member', since: tx.now })
    .execute()
  await grantRoleIn(tx, { personId: organization.personId, role: 'organization-admin', organizationId: id })
  return id
}
