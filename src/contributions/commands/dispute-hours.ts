import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { actsFor, personActing } from '../../people'
import { type Ctx, inCommand, may } from '../../platform'
import { type Basis, parseBasis } from '../contribution'
import { basisStated, disputeDecided, hoursDisputed } from '../entries'
import { hoursEntry, lockContribution } from '../steps'

/** Why hours are not disputed, nor a dispute decided; `own` means nobody decides about their own hours. */
export type DisputeError = { readonly kind: 'unknown' | 'forbidden' | 'already' | 'minutes-invalid' | 'own' }

const MINUTES_MAX = 7 * 24 * 60

/** Somebody says that hours are wrong: the person themselves, or who coordinates. Nothing changes yet; both words stay on record. */
export const disputeHours = (
  ctx: Ctx,
  input: {
    readonly contributionId: string
    readonly minutes: number
    readonly words: string
    /** Who coordinates and says so, where a partner's key passes it on. */
    readonly raiserId?: string | undefined
  },
): Promise<Result<{ readonly disputeId: string }, DisputeError>> =>
  inCommand<{ disputeId: string }, DisputeError>(ctx, 'disputeHours', async (tx) => {
    const row = await lockContribution(tx, input.contributionId)
    if (row === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: row.organization_id, regionId: row.region_id }
    const isOwn = await actsFor(tx, row.volunteer_id)
    const raiser = isOwn ? row.volunteer_id : await personActing(tx, 'contributions:confirm', scope, input.raiserId)
    if (raiser === null || (!isOwn && !may(ctx, 'contributions:confirm', scope))) return err({ kind: 'forbidden' })
    if (row.state === 'disputed') return err({ kind: 'already' })
    if (!Number.isInteger(input.minutes) || input.minutes < 0 || input.minutes > MINUTES_MAX)
      return err({ kind: 'minutes-invalid' })
    const disputeId = newId(tx.now.epochMilliseconds)
    await tx.db
      .insertInto('disputes')
      .values({
        id: disputeId,
        contribution_id: row.id,
        raised_by: raiser,
        minutes_claimed: input.minutes,
        words: input.words.trim().slice(0, 2000),
        raised_at: tx.now,
        minutes_before: row.minutes,
      })
      .execute()
    await tx.db.updateTable('contributions').set({ state: 'disputed' }).where('id', '=', row.id).execute()
    const entry = hoursEntry(row)
    tx.append(
      hoursDisputed.entry({
        ...entry.common,
        body: { ...entry.body, disputeId, claimedMinutes: input.minutes, raisedBy: raiser },
        public: { ...entry.public, state: row.state },
      }),
    )
    return ok({ disputeId })
  })

/**
 * Decides a dispute: the hours are kept, or corrected to what is right. Whoever decides is neither the person nor the one who raised it,
 * and so confirms the hours with it.
 */
export const decideDispute = (
  ctx: Ctx,
  input: {
    readonly disputeId: string
    readonly minutes: number
    readonly answer: string
    /** Who decided, where a partner's key passes it on. */
    readonly deciderId?: string | undefined
  },
): Promise<Result<{ readonly activityId: string }, DisputeError>> =>
  inCommand<{ activityId: string }, DisputeError>(ctx, 'decideDispute', async (tx) => {
    const dispute = await tx.db
      .selectFrom('disputes')
      .selectAll()
      .where('id', '=', input.disputeId)
      .where('decided_at', 'is', null)
      .executeTakeFirst()
    const row = dispute === undefined ? undefined : await lockContribution(tx, dispute.contribution_id)
    if (dispute === undefined || row === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: row.organization_id, regionId: row.region_id }
    const decider = await personActing(tx, 'contributions:confirm', scope, input.deciderId)
    if (decider === null || !may(ctx, 'contributions:confirm', scope)) return err({ kind: 'forbidden' })
    if (decider === row.volunteer_id || decider === dispute.raised_by) return err({ kind: 'own' })
    if (!Number.isInteger(input.minutes) || input.minutes < 0 || input.minutes > MINUTES_MAX)
      return err({ kind: 'minutes-invalid' })
    const outcome = input.minutes === row.minutes ? 'kept' : 'corrected'
    await tx.db
      .updateTable('disputes')
      .set({ outcome, decided_by: decider, decided_at: tx.now, answer: input.answer.trim().slice(0, 2000) })
      .where('id', '=', dispute.id)
      .execute()
    await tx.db
      .updateTable('contributions')
      .set({
        minutes: input.minutes,
        state: 'confirmed',
        confirmed_by: decider,
        confirmed_by_kind: 'coordinator',
        confirmed_at: tx.now,
      })
      .where('id', '=', row.id)
      .execute()
    const entry = hoursEntry({ ...row, minutes: input.minutes })
    tx.append(
      disputeDecided.entry({
        ...entry.common,
        body: { ...entry.body, disputeId: dispute.id, minutesBefore: row.minutes, decidedBy: decider },
        public: { ...entry.public, minutesBefore: row.minutes, outcome },
      }),
    )
    return ok({ activityId: row.activity_id })
  })

/** The person says on what ground they worked; nobody else can know. */
export const stateBasis = (
  ctx: Ctx,
  input: { readonly contributionId: string; readonly basis: Basis },
): Promise<Result<null, DisputeError>> =>
  inCommand<null, DisputeError>(ctx, 'stateBasis', async (tx) => {
    const row = await lockContribution(tx, input.contributionId)
    if (row === undefined) return err({ kind: 'unknown' })
    if (!(await actsFor(tx, row.volunteer_id))) return err({ kind: 'forbidden' })
    const basis = parseBasis(input.basis)
    if (basis === undefined) return err({ kind: 'unknown' })
    if (basis === row.basis) return ok(null)
    await tx.db.updateTable('contributions').set({ basis }).where('id', '=', row.id).execute()
    const entry = hoursEntry({ ...row, basis })
    tx.append(
      basisStated.entry({
        ...entry.common,
        body: entry.body,
        public: { ...entry.public, state: row.state, basisBefore: row.basis as Basis },
      }),
    )
    return ok(null)
  })
