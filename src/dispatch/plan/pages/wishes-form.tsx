import { Button, Form, Notice, Select, type View } from '../../../web'
import { type PlanScope, type PlanWishes, planChoices } from '../plan'
import type { NamedScope } from '../queries/list-plan-scopes'

/** What a plan shall look at; the same form makes the first plan and tries out another. */
export const WishesForm = ({
  v,
  scopes,
  scope,
  wishes,
  error,
}: {
  v: View
  scopes: readonly NamedScope[]
  scope?: PlanScope | undefined
  wishes: PlanWishes
  error?: string | undefined
}) => {
  const numbers = (name: keyof PlanWishes) => (
    <Select
      v={v}
      name={name}
      label={v.t(`dispatch.plan.wish.${name}`)}
      options={planChoices[name].map((value) => ({
        value: String(value),
        label: v.t(`dispatch.plan.wish.${name}.value`, { value }),
      }))}
      value={String(wishes[name])}
    />
  )
  return (
    <Form v={v} action="/desk/plan">
      {error === undefined ? null : <Notice tone="error" title={error} />}
      <Select
        v={v}
        name="of"
        label={v.t('dispatch.plan.wish.of')}
        options={scopes.map(({ value, names }) => ({ value, label: names[v.lang] }))}
        value={scope?.organizationId ?? scope?.regionId}
      />
      {numbers('days')}
      {numbers('travelBand')}
      {numbers('restDays')}
      {numbers('postsMax')}
      <Button>{v.t(scope === undefined ? 'dispatch.plan.make' : 'dispatch.plan.again')}</Button>
    </Form>
  )
}
