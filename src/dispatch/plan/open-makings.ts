import type { Config } from '../../platform'
import type { MakePlanError, PlanMaking } from './commands/make-plan'

/** A plan somebody started in this process, and what came of it. */
export type OpenMaking = {
  readonly making: PlanMaking
  readonly by: string
  readonly outcome: { readonly kind: 'made'; readonly planId: string } | MakePlanError | undefined
}

const last = new WeakMap<Config, OpenMaking>()

/** The last plan this person started here, if nobody started one since. */
export function findMaking(config: Config, personId: string | null): OpenMaking | undefined {
  const one = last.get(config)
  return one?.by === personId ? one : undefined
}

/** Keeps a plan under way, so that its page can show how far it is. */
export function keepMaking(config: Config, by: string, making: PlanMaking): void {
  const set = (outcome: OpenMaking['outcome']) => {
    const before = last.get(config)
    if (before === undefined || before.making === making || before.outcome !== undefined)
      last.set(config, { making, by, outcome })
  }
  set(undefined)
  making.made.then(
    (made) => set(made.ok ? { kind: 'made', planId: made.value.planId } : made.error),
    () => set({ kind: 'failed' }),
  )
}

/** Forgets what came of it once it was shown. */
export const forgetMaking = (config: Config): void => void last.delete(config)
