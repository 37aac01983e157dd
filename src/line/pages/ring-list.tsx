import { EmptyState, Queue, Status, type View, When } from '../../web'
import { pathOf, URGENCY } from '../callee'
import { LIST_MAX, type ToRing } from '../queries/list-to-ring'

/** Whom to ring, without names and without whoever is being talked with: the same for every operator of these regions. */
export const RingList = ({ v, rows }: { v: View; rows: readonly ToRing[] }) => {
  const waiting = rows.filter(({ heldUntil }) => heldUntil === null)
  const talking = rows.length - waiting.length
  return (
    <>
      {talking === 0 ? null : <p class="muted">{v.t('line.list.talking', { count: talking })}</p>}
      {waiting.length === 0 ? (
        <EmptyState icon="phone" title={v.t('line.list.empty')}>
          {v.t('line.list.emptyHint')}
        </EmptyState>
      ) : (
        <Queue label={v.t('line.list.title')} rows={waiting.slice(0, LIST_MAX).map((row) => rowOf(v, row))} />
      )}
    </>
  )
}

const rowOf = (v: View, row: ToRing) => ({
  href: pathOf(row),
  title: row.reference ?? v.t(`line.list.${row.kind}`),
  danger: row.urgency === URGENCY.danger,
  status:
    row.urgency === URGENCY.danger ? (
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
})
