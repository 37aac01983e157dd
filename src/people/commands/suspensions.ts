import { isId, newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { brokeConstraint, type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { suspensionAppealed, suspensionLifted, suspensionStarted, suspensionUpheld } from '../entries'
import { type Suspension, suspensionOfRow, suspensionsIn } from '../queries'

/** Reasons for a suspension, told to those concerned. */
export const suspensionReasons = [
  'harm',
  'abuse',
  'money-request',
  'false-data',
  'unfit',
  'breach',
  'under-review',
] as const
/** One of {@link suspensionReasons}. */
export type SuspensionReason = (typeof suspensionReasons)[number]

/** A suspension about to begin: of one person or of one organization. */
export type NewSuspension = {
  readonly reason: SuspensionReason
  /** Said to those concerned, in the officer's words; erased with the person. */
  readonly words?: string | undefined
  /** When it ends by itself; without it, when lifted. */
  readonly until?: Temporal.Instant | undefined
} & ({ readonly personId: string } | { readonly organizationId: string })

/** Why nothing was suspended, lifted or appealed. */
export type SuspensionError = {
  readonly kind:
    | 'forbidden'
    | 'unknown'
    | 'suspended-already'
    | 'own-case'
    | 'own-decision'
    | 'not-appealed'
    | 'words-missing'
    | 'appealed-already'
}

type Subject = { personId: string | null; organizationId: string | null; regionId: string }

/** Suspends a person or an organization at once. Only an administrator suspends an administrator; nobody themselves. */
export const suspend = async (
  ctx: Ctx,
  input: NewSuspension,
): Promise<Result<{ readonly suspensionId: string }, SuspensionError>> => {
  try {
    return await inCommand(ctx, 'suspend', (tx) => suspendIn(tx, input))
  } catch (cause) {
    // Two officers at the same moment: the index lets one suspension live.
    if (
      !brokeConstraint(cause, 'suspensions_person_once_idx') &&
      !brokeConstraint(cause, 'suspensions_organization_once_idx')
    )
      throw cause
    return err({ kind: 'suspended-already' })
  }
}

/** The same as a step of another command, which has its own entry beside this one's. */
export async function suspendIn(
  tx: Tx,
  input: NewSuspension,
): Promise<Result<{ readonly suspensionId: string }, SuspensionError>> {
  const subject =
    'personId' in input
      ? await findPersonSubject(tx, input.personId)
      : await findOrganizationSubject(tx, input.organizationId)
  if (subject === undefined) return err({ kind: 'unknown' })
  if (!may(tx.ctx, 'people:suspend', { regionId: subject.regionId })) return err({ kind: 'forbidden' })
  if (subject.personId !== null && subject.personId === personOf(tx.ctx)) return err({ kind: 'own-case' })
  if (
    subject.personId !== null &&
    !may(tx.ctx, 'system:administer', {}) &&
    (await isAdministrator(tx, subject.personId))
  )
    return err({ kind: 'forbidden' })
  if (await endLapsedOrFind(tx, subject)) return err({ kind: 'suspended-already' })
  const id = newPublicId()
  await tx.db
    .insertInto('suspensions')
    .values({
      id,
      person_id: subject.personId,
      organization_id: subject.organizationId,
      region_id: subject.regionId,
      reason: input.reason,
      words: input.words?.trim() === '' ? null : (input.words?.trim().slice(0, 2000) ?? null),
      started_by: personOf(tx.ctx) ?? NOBODY,
      started_at: tx.now,
      until: input.until ?? null,
    })
    .execute()
  tx.append(
    suspensionStarted.entry({
      subjectId: id,
      regionId: subject.regionId,
      organizationId: subject.organizationId,
      body: {
        personId: subject.personId,
        organizationId: subject.organizationId,
        reason: input.reason,
        ...(input.until === undefined ? {} : { until: input.until.toString() }),
      },
      public: {},
    }),
  )
  return ok({ suspensionId: id })
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function findPersonSubject({ db }: Tx, personId: string): Promise<Subject | undefined> {
  if (!isId(personId)) return undefined
  const row = await db
    .selectFrom('people')
    .select('region_id')
    .where('id', '=', personId)
    .where('state', 'in', ['active', 'invited', 'left'])
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : { personId, organizationId: null, regionId: row.region_id }
}

async function findOrganizationSubject({ db }: Tx, organizationId: string): Promise<Subject | undefined> {
  if (!isId(organizationId)) return undefined
  const row = await db
    .selectFrom('organizations')
    .select('region_id')
    .where('id', '=', organizationId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : { personId: null, organizationId, regionId: row.region_id }
}

async function isAdministrator({ db }: Tx, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

// A suspension whose time is over is closed in passing, so that a new one finds room.
async function endLapsedOrFind({ db, now }: Tx, subject: Subject): Promise<boolean> {
  const live = await db
    .selectFrom('suspensions')
    .select(['id', 'until'])
    .where('lifted_at', 'is', null)
    .where((eb) =>
      subject.personId === null
        ? eb('organization_id', '=', subject.organizationId)
        : eb('person_id', '=', subject.personId),
    )
    .forUpdate()
    .executeTakeFirst()
  if (live === undefined) return false
  if (live.until === null || Temporal.Instant.compare(live.until, now) > 0) return true
  await db.updateTable('suspensions').set({ lifted_at: live.until }).where('id', '=', live.id).execute()
  return false
}

async function lockSuspension(
  { db }: Tx,
  id: string,
): Promise<(Suspension & { readonly startedBy: string }) | undefined> {
  if (!isId(id)) return undefined
  const row = await suspensionsIn(db)
    .select('started_by')
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : { ...suspensionOfRow(row), startedBy: row.started_by }
}

/** Lifts a suspension: everything is open again from now on. Whoever suspended may take it back, also before the appeal is decided. */
export const liftSuspension = (
  ctx: Ctx,
  input: { readonly suspensionId: string; readonly answer?: string | undefined },
): Promise<Result<null, SuspensionError>> => decideCase(ctx, 'liftSuspension', input, 'lift')

/** Answers an appeal by keeping the suspension, with words to those concerned. Somebody else than who suspended decides that. */
export const upholdSuspension = (
  ctx: Ctx,
  input: { readonly suspensionId: string; readonly answer?: string | undefined },
): Promise<Result<null, SuspensionError>> => decideCase(ctx, 'upholdSuspension', input, 'uphold')

const decideCase = (
  ctx: Ctx,
  name: string,
  input: { readonly suspensionId: string; readonly answer?: string | undefined },
  decision: 'lift' | 'uphold',
): Promise<Result<null, SuspensionError>> =>
  inCommand(ctx, name, async (tx) => {
    const held = await lockSuspension(tx, input.suspensionId)
    if (held === undefined) return err({ kind: 'unknown' })
    if (!may(ctx, 'people:suspend', { regionId: held.regionId })) return err({ kind: 'forbidden' })
    if (await isConcerned(tx, held)) return err({ kind: 'own-case' })
    if (decision === 'uphold' && held.appealedAt === null) return err({ kind: 'not-appealed' })
    if (decision === 'uphold' && held.startedBy === personOf(ctx)) return err({ kind: 'own-decision' })
    const answer = (input.answer ?? '').trim().slice(0, 2000)
    if (decision === 'uphold' && answer === '') return err({ kind: 'words-missing' })
    const change = decision === 'lift' ? { lifted_at: tx.now, lifted_by: personOf(ctx) } : {}
    await tx.db
      .updateTable('suspensions')
      .set({ ...change, answer: answer === '' ? held.answer : answer })
      .where('id', '=', held.id)
      .execute()
    const { personId, organizationId, regionId } = held
    const entry = decision === 'lift' ? suspensionLifted : suspensionUpheld
    tx.append(
      entry.entry({ subjectId: held.id, regionId, organizationId, body: { personId, organizationId }, public: {} }),
    )
    return ok(null)
  })

/** Contests a suspension, once, in one's own words: the person, or whoever runs the organization. An officer must answer. */
export const appeal = (
  ctx: Ctx,
  input: { readonly suspensionId: string; readonly words: string },
): Promise<Result<null, SuspensionError>> =>
  inCommand(ctx, 'appeal', async (tx) => {
    const held = await lockSuspension(tx, input.suspensionId)
    if (held === undefined) return err({ kind: 'unknown' })
    if (!(await isConcerned(tx, held))) return err({ kind: 'forbidden' })
    if (held.appealedAt !== null) return err({ kind: 'appealed-already' })
    const words = input.words.trim().slice(0, 4000)
    if (words === '') return err({ kind: 'words-missing' })
    await tx.db
      .updateTable('suspensions')
      .set({ appeal: words, appealed_at: tx.now })
      .where('id', '=', held.id)
      .execute()
    const { personId, organizationId, regionId } = held
    tx.append(
      suspensionAppealed.entry({
        subjectId: held.id,
        regionId,
        organizationId,
        body: { personId, organizationId },
        public: {},
      }),
    )
    return ok(null)
  })

// Asked of the table: the grants of a session leave out those of a suspended organization.
async function isConcerned({ db, ctx }: Tx, held: Suspension): Promise<boolean> {
  const personId = personOf(ctx)
  if (ctx.actor.kind !== 'person' || personId === null) return false
  if (held.personId !== null) return held.personId === personId
  const row = await db
    .selectFrom('role_grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('organization_id', '=', held.organizationId)
    .where('role', '=', 'organization-admin')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
