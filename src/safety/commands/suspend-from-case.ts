import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { brokeConstraint, type Ctx, inCommand, personOf } from '../../platform'
import { safetyStepRecorded } from '../entries'
import { addStep, openCase } from './case'
import type { HandleError } from './handle-case'
import { listInvolved } from './read-case'

/** Who is suspended, and the reason told to them. */
export type SuspendFromCase = { readonly personId?: string; readonly organizationId?: string; readonly words: string }

/** An officer suspends a person or organization at once; the reason is told to them, and they can appeal. */
export async function suspendFromCase(
  ctx: Ctx,
  id: string,
  input: SuspendFromCase,
): Promise<Result<null, HandleError | { readonly kind: 'already-suspended' | 'not-involved' }>> {
  try {
    return await inCommand(ctx, 'suspendFromCase', async (tx) => {
      const opened = await openCase(tx, id)
      if (!opened.ok) return err(opened.error)
      const officerId = personOf(ctx)
      if (officerId === null || input.personId === officerId) return err({ kind: 'not-a-reader' })
      const isInvolved =
        input.personId === undefined
          ? input.organizationId === opened.value.about_organization_id
          : (await listInvolved(tx, opened.value)).some((one) => one.personId === input.personId)
      if (!isInvolved) return err({ kind: 'not-involved' })
      await tx.db
        .insertInto('suspensions')
        .values({
          id: newId(),
          person_id: input.personId ?? null,
          organization_id: input.organizationId ?? null,
          region_id: opened.value.region_id,
          reason: 'safety',
          words: input.words,
          started_by: officerId,
          started_at: tx.now,
        })
        .execute()
      await addStep(tx, id, { kind: 'suspended', byPerson: officerId, forReporter: false })
      tx.append(
        safetyStepRecorded.entry({
          subjectId: id,
          regionId: opened.value.region_id,
          body: { step: 'suspended', officerId },
          public: {},
        }),
      )
      return ok(null)
    })
  } catch (cause) {
    if (
      brokeConstraint(cause, 'suspensions_person_once_idx') ||
      brokeConstraint(cause, 'suspensions_organization_once_idx')
    )
      return err({ kind: 'already-suspended' })
    throw cause
  }
}
