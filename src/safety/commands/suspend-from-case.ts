import { err, ok, type Result } from '../../kit/result'
import { type SuspensionError, type SuspensionReason, suspendIn } from '../../people'
import { brokeConstraint, type Ctx, inCommand, personOf } from '../../platform'
import { safetyStepRecorded } from '../entries'
import type { ReportKind } from '../report'
import { addStep, openCase } from './case'
import type { HandleError } from './handle-case'
import { listInvolved } from './read-case'

/** Who is suspended, and the reason told to them. */
export type SuspendFromCase = { readonly personId?: string; readonly organizationId?: string; readonly words: string }

/** Why nobody was suspended. */
export type SuspendError = HandleError | { readonly kind: 'not-involved' } | SuspensionError

const reasonOf: Record<ReportKind, SuspensionReason> = {
  harm: 'harm',
  abuse: 'abuse',
  money: 'money-request',
  'near-miss': 'under-review',
  other: 'under-review',
}

/** An officer suspends a person or organization at once; the reason is told to them, and they can appeal. */
export async function suspendFromCase(
  ctx: Ctx,
  id: string,
  input: SuspendFromCase,
): Promise<Result<null, SuspendError>> {
  try {
    return await inCommand<null, SuspendError>(ctx, 'suspendFromCase', async (tx) => {
      const opened = await openCase(tx, id)
      if (!opened.ok) return err(opened.error)
      const found = opened.value
      const isInvolved =
        input.personId === undefined
          ? input.organizationId !== undefined && input.organizationId === found.about_organization_id
          : (await listInvolved(tx, found)).some((one) => one.personId === input.personId)
      if (!isInvolved) return err({ kind: 'not-involved' })
      const reason = reasonOf[found.kind as ReportKind]
      const subject =
        input.personId === undefined ? { organizationId: input.organizationId ?? '' } : { personId: input.personId }
      const suspended = await suspendIn(tx, { ...subject, reason, words: input.words })
      if (!suspended.ok) return err(suspended.error)
      await addStep(tx, id, { kind: 'suspended', byPerson: personOf(ctx), forReporter: false })
      tx.append(
        safetyStepRecorded.entry({
          subjectId: id,
          regionId: found.region_id,
          body: { step: 'suspended', officerId: personOf(ctx) },
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
      return err({ kind: 'suspended-already' })
    throw cause
  }
}
