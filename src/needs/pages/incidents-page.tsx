import {
  Button,
  ButtonRow,
  Card,
  Choice,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  Page,
  Select,
  Status,
  type View,
  When,
} from '../../web'
import { hazards } from '../commands/incidents'
import type { ListedIncident } from '../queries/incidents'

/** Incidents of the viewer's regions: what goes on, what has ended, and the form that begins one or its drill. */
export const IncidentsPage = ({
  v,
  incidents,
  regions,
  typed,
  errors,
}: {
  v: View
  incidents: readonly ListedIncident[]
  regions: readonly { readonly id: string; readonly name: string }[]
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('needs.incidents.title')} lead={v.t('needs.incidents.lead')} stage="desk">
    {incidents.length === 0 ? <EmptyState icon="check" title={v.t('needs.incidents.none')} /> : null}
    {incidents.map((incident) => (
      <Card
        title={incident.name}
        level={2}
        tone={incident.closed_at === null && !incident.drill ? 'danger' : 'plain'}
        status={
          <Status tone={incident.closed_at === null ? 'progress' : 'neutral'}>
            {v.t(incident.closed_at === null ? 'needs.incidents.open' : 'needs.incidents.closed')}
          </Status>
        }
        meta={
          <>
            {v.t(`needs.hazard.${incident.hazard}`)} · {incident.drill ? `${v.t('needs.incidents.drill')} · ` : ''}
            <When v={v} at={incident.started_at} full />
          </>
        }
      >
        {incident.closed_at === null ? (
          <Form v={v} action={`/incidents/${incident.id}/close`}>
            <Button kind="secondary">{v.t('needs.incidents.close')}</Button>
          </Form>
        ) : null}
      </Card>
    ))}
    <section class="section">
      <h2>{v.t('needs.incidents.start')}</h2>
      <Form v={v} action="/incidents" errors={errors}>
        <Select
          v={v}
          name="region"
          label={v.t('needs.queue.region')}
          value={typed.region}
          options={regions.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Field
          v={v}
          name="name"
          label={v.t('needs.incidents.name')}
          hint={v.t('needs.incidents.name.hint')}
          value={typed.name}
          error={errors.name}
          maxlength={120}
        />
        <Select
          v={v}
          name="hazard"
          label={v.t('needs.incidents.hazard')}
          value={typed.hazard}
          options={hazards.map((hazard) => ({ value: hazard, label: v.t(`needs.hazard.${hazard}`) }))}
        />
        <Choice
          v={v}
          name="drill"
          kind="checkbox"
          legend={v.t('needs.incidents.drill')}
          optional
          value={typed.drill}
          options={[{ value: 'yes', label: v.t('needs.incidents.drill.hint') }]}
        />
        <ButtonRow>
          <Button>{v.t('needs.incidents.do')}</Button>
        </ButtonRow>
      </Form>
    </section>
  </Page>
)
