import { CallTabs } from '../../dispatch'
import { EmptyState, Page, Status, Table, type View, When } from '../../web'
import type { Unreached } from '../list-unreached'

/** Whom no notice reached, why, and where to help: an operator rings, or writes down an address that works. */
export const UnreachedPage = ({ v, rows }: { v: View; rows: readonly Unreached[] }) => (
  <Page
    v={v}
    title={v.t('notices.unreached.title')}
    lead={v.t('notices.unreached.lead')}
    stage="desk"
    nav={<CallTabs v={v} current="unreached" />}
  >
    {rows.length === 0 ? (
      <EmptyState icon="check" title={v.t('notices.unreached.empty')}>
        {v.t('notices.unreached.emptyHint')}
      </EmptyState>
    ) : (
      <Table
        v={v}
        caption={v.t('notices.unreached.title')}
        captionHidden
        rows={rows}
        columns={[
          {
            label: v.t('notices.unreached.who'),
            head: true,
            cell: (row) => (
              <a href={row.personId === null ? `/needs/${row.needId}` : `/people/${row.personId}/help`}>{row.name}</a>
            ),
          },
          {
            label: v.t('notices.unreached.what'),
            cell: (row) => row.text ?? <span class="muted">{v.t('notices.unreached.private')}</span>,
          },
          { label: v.t('notices.unreached.why'), cell: (row) => v.t(`notices.unreached.because.${row.why}`) },
          {
            label: v.t('notices.unreached.since'),
            cell: (row) => (
              <>
                <When v={v} at={row.since} />{' '}
                {row.isUrgent ? <Status tone="needs-you">{v.t('notices.calls.now')}</Status> : null}
              </>
            ),
          },
        ]}
      />
    )}
  </Page>
)
