import { type IconName, Status, type Tone, type View } from '../../../web'
import type { SiteState } from '../../site'
import { goodsGroups } from '../parse-site'

const looks: Record<SiteState, { readonly tone: Tone; readonly icon: IconName }> = {
  open: { tone: 'progress', icon: 'door' },
  saturated: { tone: 'needs-you', icon: 'pause' },
  paused: { tone: 'neutral', icon: 'pause' },
  closed: { tone: 'neutral', icon: 'close' },
}

/** Whether a site takes goods now, in a word. */
export const SiteStatus = ({ v, state }: { v: View; state: SiteState }) => (
  <Status {...looks[state]}>{v.t(`goods.place.state.${state}`)}</Status>
)

/** What a site takes, in words. */
export const sayTakes = (v: View, takes: readonly string[]): string =>
  takes.length === 0
    ? v.t('goods.place.takesAll')
    : v.say.list(goodsGroups.filter((group) => takes.includes(group)).map((group) => v.t(`goods.group.${group}`)))
