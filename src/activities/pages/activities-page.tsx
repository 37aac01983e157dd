import {
  Badge,
  Button,
  Card,
  Cards,
  EmptyState,
  Field,
  Form,
  Page,
  Pager,
  SeatDots,
  Select,
  Status,
  type View,
} from '../../web'
import type { ListedActivity } from '../queries/list-activities'
import { sayPlace, sayTime, sayWork } from './say-place'

export type ActivitiesPageProps = {
  v: View
  rows: readonly ListedActivity[]
  regions: readonly { id: string; name: string }[]
  kinds: readonly string[]
  filter: { regionId?: string | undefined; kind?: string | undefined; date?: string | undefined }
  nextHref?: string | undefined
  mayCreate: boolean
}

/** What is going on and coming: by region, day and kind. */
export const ActivitiesPage = ({ v, rows, regions, kinds, filter, nextHref, mayCreate }: ActivitiesPageProps) => (
  <Page v={v} title={v.t('activities.list.title')} lead={v.t('activities.list.lead')}>
    {mayCreate ? (
      <p>
        <Button href="/activities/new" icon="plus" kind="secondary">
          {v.t('activities.list.new')}
        </Button>
      </p>
    ) : null}
    <Form v={v} action="/activities" method="get" inline label={v.t('activities.list.filter')}>
      <Select
        v={v}
        name="region"
        label={v.t('activities.list.region')}
        empty={v.t('activities.list.everywhere')}
        value={filter.regionId}
        options={regions.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        v={v}
        name="kind"
        label={v.t('activities.list.kind')}
        empty={v.t('activities.list.anyKind')}
        value={filter.kind}
        options={kinds.map((kind) => ({ value: kind, label: v.t(`standards.kind.${kind}`) }))}
      />
      <Field v={v} name="date" type="date" label={v.t('activities.list.date')} value={filter.date} width={8} />
      <Button kind="secondary" icon="search">
        {v.t('activities.list.show')}
      </Button>
    </Form>
    {rows.length === 0 ? (
      <EmptyState
        icon="calendar"
        title={v.t('activities.list.empty')}
        action={
          <Button href="/activities" kind="secondary">
            {v.t('activities.list.all')}
          </Button>
        }
      >
        {v.t('activities.list.emptyHint')}
      </EmptyState>
    ) : (
      <Cards>
        {rows.map((row) => (
          <ActivityCard v={v} row={row} />
        ))}
      </Cards>
    )}
    <Pager v={v} shown={rows.length} nextHref={nextHref} />
  </Page>
)

const ActivityCard = ({ v, row }: { v: View; row: ListedActivity }) => (
  <Card
    level={2}
    title={row.title}
    href={`/activities/${row.id}`}
    status={row.state === 'open' ? undefined : <Status>{v.t(`activities.state.${row.state}`)}</Status>}
    meta={`${sayTime(v, row)} · ${row.form === 'remote' ? v.t('activities.place.remote') : sayPlace(v, row)}`}
  >
    <p>
      <Badge>{sayWork(v, row.work)}</Badge> {row.organization}
    </p>
    <SeatDots v={v} filled={row.filled ?? 0} held={row.held ?? 0} free={row.free ?? 0} />
  </Card>
)
