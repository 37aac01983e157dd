import {
  Badge,
  Button,
  ButtonRow,
  EmptyState,
  Page,
  Pager,
  SearchField,
  Select,
  Status,
  Tabs,
  type View,
  When,
} from '../../web'
import { isStale } from '../need'
import type { QueueRow } from '../queries/queue'
import { lineInWords } from './line-words'
import { stateInWords } from './state-words'

/** The triage queue: an unseen alarm first, then by urgency and age. */
export const QueuePage = ({
  v,
  rows,
  closed,
  regions,
  region,
  reference,
  notFound,
  next,
}: {
  v: View
  rows: readonly QueueRow[]
  closed: boolean
  /** Regions to choose from, where the viewer has more than one. */
  regions: readonly { id: string; name: string }[]
  region: string | undefined
  reference: string | undefined
  /** A number was searched that no need has. */
  notFound: boolean
  next: string | undefined
}) => {
  const link = (more: Record<string, string | undefined>) => {
    const query = new URLSearchParams(
      Object.entries({ show: closed ? 'closed' : undefined, region, ...more }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    )
    return query.size === 0 ? '/needs' : `/needs?${query}`
  }
  return (
    <Page
      v={v}
      title={v.t('needs.queue.title')}
      stage="desk"
      nav={
        <Tabs
          label={v.t('needs.queue.show')}
          tabs={[
            { href: link({ show: undefined }), label: v.t('needs.queue.open'), current: !closed },
            { href: link({ show: 'closed' }), label: v.t('needs.queue.closed'), current: closed },
          ]}
        />
      }
    >
      <ButtonRow>
        <Button href="/needs/new" icon="plus">
          {v.t('needs.queue.new')}
        </Button>
        <Button href="/sheets" kind="secondary" icon="print">
          {v.t('needs.queue.form')}
        </Button>
        <Button href="/catalogue/words" kind="secondary">
          {v.t('needs.queue.words')}
        </Button>
        <Button href="/receipts" kind="secondary">
          {v.t('needs.queue.receipts')}
        </Button>
      </ButtonRow>
      <SearchField
        v={v}
        action="/needs"
        label={v.t('needs.queue.search')}
        {...(reference === undefined ? {} : { value: reference })}
      />
      {notFound ? <p role="status">{v.t('needs.queue.notFound')}</p> : null}
      {regions.length > 1 ? (
        <form class="form form--inline" action="/needs" method="get">
          {closed ? <input type="hidden" name="show" value="closed" /> : null}
          <Select
            v={v}
            name="region"
            label={v.t('needs.queue.region')}
            empty={v.t('needs.queue.allRegions')}
            value={region}
            options={regions.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button kind="secondary">{v.t('needs.queue.choose')}</Button>
        </form>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon="check" title={v.t(closed ? 'needs.queue.noneClosed' : 'needs.queue.none')} />
      ) : (
        <ol class="cards">
          {rows.map((row) => (
            <li>
              <QueueCard v={v} row={row} />
            </li>
          ))}
        </ol>
      )}
      <Pager v={v} shown={rows.length} nextHref={next === undefined ? undefined : link({ cursor: next })} />
    </Page>
  )
}

const QueueCard = ({ v, row }: { v: View; row: QueueRow }) => {
  const place = row[`locality_${v.lang}`] ?? row.locality_kk
  return (
    <article class={row.alarm ? 'card card--danger' : 'card'} id={`need-${row.id}`}>
      <p>
        {row.alarm ? <Status tone="danger">{v.t('needs.queue.alarm')}</Status> : null}{' '}
        <Status tone={row.receipt === 'no' ? 'needs-you' : row.receipt === null ? 'progress' : 'confirmed'}>
          {stateInWords(v, row.state)}
        </Status>{' '}
        {row.closed_at === null ? <Badge>{v.t(`needs.urgency.${row.urgency}`)}</Badge> : null}{' '}
        {isStale(row, v.now) ? <Status tone="needs-you">{v.t('needs.stale')}</Status> : null}{' '}
        {row.told_unmet_at !== null && row.closed_at === null ? <Badge>{v.t('needs.queue.toldUnmet')}</Badge> : null}{' '}
        {row.escalation > 0 ? <Badge>{v.t('needs.queue.repeated', { count: row.escalation })}</Badge> : null}{' '}
        {row.proposals > 0 ? <Badge>{v.t('needs.queue.proposals', { count: row.proposals })}</Badge> : null}{' '}
        {row.followUpDue ? <Status tone="needs-you">{v.t('needs.queue.followUp')}</Status> : null}
      </p>
      <h2 class="card__title">
        <a href={`/needs/${row.id}`} data-queue-row="">
          {row.reference} · {v.t(`needs.kind.${row.kind}`)}
        </a>
      </h2>
      <p class="card__meta">
        {place ?? v.t('needs.ask.pinned')} · {v.t('needs.queue.by')}{' '}
        <When v={v} at={row.needed_by} full zone={row.zone} /> · {v.t('needs.queue.asked')}{' '}
        <When v={v} at={row.raised_at} />
      </p>
      <ul class="plain-list">
        {row.lines.map((line) => (
          <li>
            {lineInWords(v, { ...line, quantity: line.requested - line.withdrawn })}
            {line.held > 0 ? ` · ${v.t('needs.queue.held', { held: line.held, open: line.open })}` : ''}
          </li>
        ))}
      </ul>
    </article>
  )
}
