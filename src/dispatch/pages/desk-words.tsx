import { Status, type View } from '../../web'
import { type DeskItem, isStaleNeed } from '../desk-item'

/** What a row of the desk is called. */
export const titleOf = (v: View, item: DeskItem): string =>
  item.kind === 'need'
    ? `${v.t(`needs.kind.${item.need.kind}`)} · ${item.need.reference}`
    : (item.posts[0]?.activity ?? '')

/** How a need stands for the organizations of the desk. */
export const NeedStatus = ({ v, item }: { v: View; item: Extract<DeskItem, { kind: 'need' }> }) =>
  isStaleNeed(item.need, v.now) ? (
    <Status tone="needs-you">{v.t('dispatch.desk.stale')}</Status>
  ) : item.need.claimed_until === null ? (
    <Status tone={item.need.rank <= 1 ? 'danger' : 'neutral'}>{v.t('dispatch.desk.claimable')}</Status>
  ) : (
    <Status tone="progress">{v.t('dispatch.desk.claimed')}</Status>
  )
