import { Page, Status, type View, When } from '../../web'
import type { DoneByPhone } from '../queries/list-done-by-phone'

/** What operators did for somebody in calls: who, what, and that they agreed by phone. The same list for them and for operators. */
export const DoneList = ({ v, done }: { v: View; done: readonly DoneByPhone[] }) => (
  <ul class="plain-list">
    {done.map((one) => (
      <li>
        <p>
          {v.t(`line.done.${one.what}`, {
            operator: one.operator ?? v.t('line.done.somebody'),
            title: one.title ?? '',
          })}{' '}
          {one.isUndone ? <Status>{v.t('line.done.undone')}</Status> : null}
        </p>
        <p class="muted">
          <When v={v} at={one.at} />
          {one.what === 'talked' ? '' : ` · ${v.t('line.done.agreed')}`}
        </p>
      </li>
    ))}
  </ul>
)

/** A person's own page of it. */
export const DoneByPhonePage = ({ v, done }: { v: View; done: readonly DoneByPhone[] }) => (
  <Page v={v} title={v.t('line.done.title')} lead={v.t('line.done.lead')} stage="app">
    {done.length === 0 ? <p>{v.t('line.done.none')}</p> : <DoneList v={v} done={done} />}
    <p>
      <a href="/me/account">{v.t('line.done.account')}</a>
    </p>
  </Page>
)
