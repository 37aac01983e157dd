import { Notice, type View } from '../../../web'
import type { PlanSums } from '../queries/read-plan'

/** What the summary says of the plan itself. */
export type SummedPlan = {
  readonly round: number
  readonly gapPpm: number
  /** Share of the work on the busiest tenth, and of people without a task; undefined where too few stand behind it. */
  readonly busiest: Change | undefined
  readonly idle: Change | undefined
}

type Change = { readonly before: number; readonly after: number }

/** How far a plan is filled and answered, how good it is, and what its last repair changed; keeps itself up to date. */
export const PlanSummary = ({ v, plan, sums }: { v: View; plan: SummedPlan; sums: PlanSums }) => {
  const planned = sums.proposed + sums.waiting + sums.coming
  return (
    <section class="section">
      <p>
        <strong>{v.t('dispatch.plan.filled', { planned, wanted: planned + sums.missing })}</strong>{' '}
        {v.t('dispatch.plan.state', { waiting: sums.waiting, coming: sums.coming })}
      </p>
      <p>{sayGap(v, plan.gapPpm)}</p>
      {plan.busiest === undefined ? null : <p>{v.t('dispatch.plan.busiest', said(v, plan.busiest))}</p>}
      {plan.idle === undefined ? null : <p>{v.t('dispatch.plan.idle', said(v, plan.idle))}</p>}
      {plan.round === 0 ? null : (
        <Notice
          tone="success"
          title={v.t('dispatch.plan.repaired', { changed: sums.changed, stayed: planned - sums.changed })}
        />
      )}
    </section>
  )
}

const said = (v: View, { before, after }: Change) => ({ before: v.say.percent(before), after: v.say.percent(after) })

const sayGap = (v: View, ppm: number): string =>
  ppm === 0
    ? v.t('dispatch.plan.best')
    : v.t('dispatch.plan.gap', { share: v.say.percent(Math.ceil(ppm / 1000) / 1000, 1) })
