import type { Ctx, Tx } from '../platform'

/** Someone steps back: until a moment, for good, or until they say so. No cause is known, and none may be asked. */
export type Leaving = {
  readonly volunteerId: string
  readonly kind: 'paused' | 'left'
  /** First moment they are there again; null: not known. Seats before it are to be freed. */
  readonly until: Temporal.Instant | null
}

/** A step inside the leaving person's own command; their row is locked. Frees what they hold in that room. */
export type LeaveStep = (tx: Tx, leaving: Leaving) => Promise<void>

const steps = new Map<string, { readonly records: readonly string[]; readonly step: LeaveStep }>()

/**
 * Has a room below free what a person holds there when they pause or leave. Called once, when the room's door loads.
 * @param records kinds of entries the step may write
 */
export const onLeave = (room: string, records: readonly string[], step: LeaveStep): void => {
  steps.set(room, { records, step })
}

/** The same request, allowed to write what rooms below record when somebody steps back. */
export const withLeaveRecords = (ctx: Ctx): Ctx =>
  ctx.mayRecord === undefined
    ? ctx
    : { ...ctx, mayRecord: [...ctx.mayRecord, ...[...steps.values()].flatMap(({ records }) => records)] }

/** Runs every room's step, in the order of registration. */
export async function runLeaveSteps(tx: Tx, leaving: Leaving): Promise<void> {
  for (const { step } of steps.values()) await step(tx, leaving)
}
