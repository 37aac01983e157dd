import { Button, EmptyState, Page, Status, Table, type View } from '../../web'
import type { RingRow } from '../queries/list-to-ring'
import { CallTabs } from './call-tabs'

/** People who did not answer, for a line operator who rings them: whose work is soonest stands first. */
export const RingPage = ({ v, rows }: { v: View; rows: readonly RingRow[] }) => (
  <Page
    v={v}
    title={v.t('dispatch.ring.title')}
    lead={v.t('dispatch.ring.lead')}
    stage="desk"
    nav={<CallTabs v={v} current="ring" />}
  >
    {rows.length === 0 ? (
      <EmptyState icon="phone" title={v.t('dispatch.ring.empty')}>
        {v.t('dispatch.ring.emptyHint')}
      </EmptyState>
    ) : (
      <Table
        v={v}
        caption={v.t('dispatch.ring.title')}
        captionHidden
        rows={rows}
        columns={[
          { label: v.t('dispatch.asked.who'), head: true, cell: (row) => row.name ?? row.code },
          { label: v.t('dispatch.own.what'), cell: (row) => row.title },
          { label: v.t('dispatch.own.who'), cell: (row) => row.organization },
          { label: v.t('dispatch.own.when'), cell: (row) => v.say.dateTime(row.starts_at, row.zone) },
          { label: v.t('dispatch.asked.state'), cell: (row) => <Status>{v.t(`dispatch.state.${row.state}`)}</Status> },
          {
            label: v.t('dispatch.ring.enter'),
            cell: (row) => (
              <Button
                kind="secondary"
                href={`/asks/${row.id}/theirs`}
                label={v.t('dispatch.ring.enterFor', { name: row.name ?? row.code })}
              >
                {v.t('dispatch.ring.enter')}
              </Button>
            ),
          },
        ]}
      />
    )}
  </Page>
)
