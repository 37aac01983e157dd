import { Button, EmptyState, Field, type FieldErrors, Form, Page, Select, type View } from '../../web'

type Named = { readonly id: string; readonly name: string }

/** The form that has a day's rounds planned. */
export const PlanFormPage = ({
  v,
  organizations,
  sites,
  typed,
  errors,
}: {
  v: View
  organizations: readonly Named[]
  sites: readonly Named[]
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('rounds.plan.title')} lead={v.t('rounds.plan.lead')} stage="app">
    <p>
      <a href="/rounds">{v.t('rounds.list.title')}</a>
    </p>
    {organizations.length === 0 ? (
      <EmptyState title={v.t('rounds.plan.noOrganization')} />
    ) : (
      <Form v={v} action="/rounds/plan" errors={errors}>
        <Select
          v={v}
          name="organization"
          label={v.t('rounds.plan.organization')}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.organization}
          error={errors.organization}
        />
        <Field
          v={v}
          name="day"
          type="date"
          width={16}
          label={v.t('rounds.plan.day')}
          value={typed.day ?? nextDay(v).toString()}
          error={errors.day}
        />
        <Field
          v={v}
          name="from"
          type="time"
          width={8}
          label={v.t('rounds.plan.from')}
          value={typed.from ?? '09:00'}
          error={errors.from}
        />
        <Field
          v={v}
          name="until"
          type="time"
          width={8}
          label={v.t('rounds.plan.until')}
          value={typed.until ?? '18:00'}
        />
        <Select
          v={v}
          name="fetchTo"
          label={v.t('rounds.plan.fetchTo')}
          hint={v.t('rounds.plan.fetchToHint')}
          empty={v.t('rounds.plan.straight')}
          options={sites.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.fetchTo}
          error={errors.fetchTo}
        />
        <Button icon="truck">{v.t('rounds.plan.make')}</Button>
      </Form>
    )}
  </Page>
)

const LAST_HOUR_TO_START = 12

/** Today while most of it is ahead, then tomorrow: the form as it opens can be sent. */
function nextDay(v: View): Temporal.PlainDate {
  const now = v.now.toZonedDateTimeISO(v.zone)
  return now.hour < LAST_HOUR_TO_START ? now.toPlainDate() : now.toPlainDate().add({ days: 1 })
}
