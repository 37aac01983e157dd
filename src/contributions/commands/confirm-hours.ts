import { sql } from 'kysely'
import { err, ok, type Result } from '../../kit/result'
import { personActing } from '../../people'
import { type Ctx, inCommand, may } from '../../platform'
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
    const confirmer = await personActing(tx, 'contributions:confirm', scope, input.confirmerId)
    if (!isClient && confirmer === null) return err({ kind: 'forbidden' })
    const rows = await tx.db
      .selectFrom('contributions')
      .selectAll()
      .where('activity_id', '=', input.activityId)
      .where('state', '=', 'recorded')
      // None ticked is none confirmed.
      .$if(input.contributionIds !== 'all', (query) =>
        query.where(sql<boolean>`id = any(${[...input.contributionIds]}::uuid[])`),
      )
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
