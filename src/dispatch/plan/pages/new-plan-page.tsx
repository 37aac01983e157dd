import { Button, Card, EmptyState, Form, Notice, Page, type View } from '../../../web'
import type { PlanWishes } from '../plan'
import type { PlanOrder } from '../queries/find-order'
import type { NamedScope } from '../queries/list-plan-scopes'
import { WishesForm } from './wishes-form'

const AGAIN_SECONDS = 1

/** A plan under way, in whatever process, or the form that starts one. */
export const NewPlanPage = ({
  v,
  scopes,
  wishes,
  running,
  error,
}: {
  v: View
  scopes: readonly NamedScope[]
  wishes: PlanWishes
  running: PlanOrder | undefined
  error: string | undefined
}) => (
  <Page
    v={v}
    stage="app"
    title={v.t('dispatch.plan.title')}
    {...(running === undefined ? {} : { refreshSeconds: AGAIN_SECONDS })}
  >
    <p>
      <a href="/desk">{v.t('dispatch.post.desk')}</a>
    </p>
    <p>{v.t('dispatch.plan.lead')}</p>
    {running === undefined ? null : <Running v={v} order={running} />}
    {running !== undefined ? null : scopes.length === 0 ? (
      <EmptyState title={v.t('dispatch.plan.noScope')} />
    ) : (
      <Card level={2} title={v.t('dispatch.plan.new')}>
        <WishesForm v={v} scopes={scopes} wishes={wishes} error={error} />
      </Card>
    )}
  </Page>
)

const Running = ({ v, order: { state, progress } }: { v: View; order: PlanOrder }) => (
  <Card level={2} title={v.t('dispatch.plan.running')}>
    <Notice>
      {progress === undefined
        ? v.t(`dispatch.plan.progress.${state === 'waiting' ? 'waits' : 'begins'}`)
        : 'pairs' in progress
          ? v.t('dispatch.plan.progress.pairs', { share: v.say.percent(progress.pairs) })
          : v.t('dispatch.plan.progress.gap', { share: v.say.percent(progress.gap, 1) })}
    </Notice>
    <Form v={v} action="/desk/plan/stop">
      <Button kind="quiet">{v.t('dispatch.plan.stop')}</Button>
    </Form>
  </Card>
)
