import type { Ctx, Tx } from '../platform'

/** A credential stopped counting: from `at` on nothing stands on it. */
export type EndedCredential = {
  readonly credentialId: string
  readonly volunteerId: string
  readonly competence: string
  readonly why: 'revoked' | 'expired'
  readonly at: Temporal.Instant
}

/** A step inside the ending command: marks what stood on the credential as at risk. It takes its own locks, volunteers' rows first. */
export type CredentialEndStep = (tx: Tx, ended: EndedCredential) => Promise<void>

const steps = new Map<string, { readonly records: readonly string[]; readonly step: CredentialEndStep }>()

/**
 * Has a room below mark what stood on a credential that ends. Called once, when the room's door loads.
 * @param records kinds of entries the step may write
 */
export const onCredentialEnd = (room: string, records: readonly string[], step: CredentialEndStep): void => {
  steps.set(room, { records, step })
}

/** Runs every room's step, in the order of registration. */
export async function runCredentialEndSteps(tx: Tx, ended: EndedCredential): Promise<void> {
  for (const { step } of steps.values()) await step(tx, ended)
}

/** The same request, allowed to write what rooms below record when a credential ends. */
export const withEndRecords = (ctx: Ctx): Ctx =>
  ctx.mayRecord === undefined
    ? ctx
    : { ...ctx, mayRecord: [...ctx.mayRecord, ...[...steps.values()].flatMap(({ records }) => records)] }
