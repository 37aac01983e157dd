import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { hoursConfirmed } from '../entries'
import { hoursEntry } from '../steps'

/** Why no hours were confirmed; `nothing` means there is no such activity. */
export type ConfirmError = { readonly kind: 'forbidden' | 'nothing' }

/**
 * A second person says that hours are right: who coordinates for the organization, or the client by their link. Nobody confirms their own;
 * disputed ones wait for their decision. @returns how many were confirmed and how many were left because they are the confirmer's own
 */
export const confirmHours = (
  ctx: Ctx,
  input: {
    readonly activityId: string
    readonly contributionIds: readonly string[] | 'all'
    /** Who looked, where a partner's key speaks for its organization. */
    readonly confirmerId?: string | undefined
  },
): Promise<Result<{ readonly confirmed: number; readonly own: number }, ConfirmError>> =>
  inCommand<{ confirmed: number; own: number }, ConfirmError>(ctx, 'confirmHours', async (tx) => {
    const activity = await tx.db
      .selectFrom('activities')
      .select(['organization_id', 'region_id', 'form', 'result_confirmer'])
      .where('id', '=', input.activityId)
      .executeTakeFirst()
    if (activity === undefined) return err({ kind: 'nothing' })
    const isClient =
      ctx.actor.kind === 'link' && ctx.actor.purpose === 'confirm-result' && ctx.actor.subjectId === input.activityId
    const scope = { organizationId: activity.organization_id, regionId: activity.region_id }
    if (!isClient && !may(ctx, 'contributions:confirm', scope)) return err({ kind: 'forbidden' })
    const confirmer = ctx.actor.kind === 'key' ? await findCoordinator(tx, activity, input.confirmerId) : personOf(ctx)
    if (!isClient && confirmer === null) return err({ kind: 'forbidden' })
    const rows = await tx.db
      .selectFrom('contributions')
      .selectAll()
      .where('activity_id', '=', input.activityId)
      .where('state', '=', 'recorded')
      .$if(input.contributionIds !== 'all', (query) => query.where('id', 'in', [...input.contributionIds]))
      .orderBy('id')
      .limit(5000)
      .forUpdate()
      .execute()
    const others = rows.filter((row) => row.volunteer_id !== confirmer)
    const kind = isClient ? 'client' : 'coordinator'
    for (const row of others) {
      await tx.db
        .updateTable('contributions')
        .set({
          state: 'confirmed',
          confirmed_by: isClient ? null : confirmer,
          confirmed_by_kind: kind,
          confirmed_at: tx.now,
        })
        .where('id', '=', row.id)
        .execute()
      const entry = hoursEntry(row)
      tx.append(
        hoursConfirmed.entry({
          ...entry.common,
          body: { ...entry.body, confirmedBy: isClient ? null : confirmer },
          public: { ...entry.public, confirmedBy: kind },
        }),
      )
    }
    return ok({ confirmed: others.length, own: rows.length - others.length })
  })

// A key has no eyes: it names the person who looked, who must coordinate there.
async function findCoordinator(
  tx: Tx,
  activity: { organization_id: string },
  personId: string | undefined,
): Promise<string | null> {
  if (personId === undefined) return null
  const grant = await tx.db
    .selectFrom('role_grants')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('organization_id', '=', activity.organization_id)
    .where('role', 'in', ['coordinator', 'organization-admin'])
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return grant?.person_id ?? null
}
