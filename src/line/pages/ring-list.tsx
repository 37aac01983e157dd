import { EmptyState, Queue, Status, type View, When } from '../../web'
import { pathOf, URGENCY } from '../callee'
import type { ToRing } from '../queries/list-to-ring'

/** Whom to ring, without names: the same for every operator of these regions. */
export const RingList = ({ v, rows }: { v: View; rows: readonly ToRing[] }) =>
  rows.length === 0 ? (
    <EmptyState icon="phone" title={v.t('line.list.empty')}>
      {v.t('line.list.emptyHint')}
    </EmptyState>
  ) : (
    <Queue
      label={v.t('line.list.title')}
      rows={rows.map((row) => ({
        href: pathOf(row),
        title: row.reference ?? v.t(`line.list.${row.kind}`),
        danger: row.urgency === URGENCY.danger,
        status:
          row.heldUntil !== null ? (
            <Status tone="progress">{v.t('line.list.talking')}</Status>
          ) : row.urgency === URGENCY.danger ? (
            <Status tone="danger">{v.t('line.list.danger')}</Status>
          ) : row.urgency === URGENCY.now ? (
            <Status tone="needs-you">{v.t('line.list.now')}</Status>
          ) : undefined,
        facts: (
          <>
            {v.say.list(row.reasons.map((reason) => v.t(`line.reason.${reason}`)))} · <When v={v} at={row.since} />
            {row.tries === 0 ? '' : ` · ${v.t('line.list.tries', { count: row.tries })}`}
          </>
        ),
      }))}
    />
  )
