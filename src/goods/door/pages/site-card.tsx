import { Card, Status, type Tone, type View, When } from '../../../web'
import type { SiteState } from '../../site'
import type { CollectionSite } from '../queries/collection-sites'

const tones: Record<SiteState, Tone> = {
  open: 'confirmed',
  saturated: 'needs-you',
  paused: 'neutral',
  closed: 'danger',
}

/** Whether a place takes goods now, in a word. */
export const SiteStatus = ({ v, state }: { v: View; state: SiteState }) => (
  <Status tone={tones[state]}>{v.t(`goods.site.state.${state}`)}</Status>
)

/** A place that takes goods, with its state and since when. */
export const SiteCard = ({ v, site }: { v: View; site: CollectionSite }) => (
  <Card
    title={site.name}
    status={<SiteStatus v={v} state={site.state} />}
    meta={
      <>
        {v.t('goods.site.since')} <When v={v} at={site.stateAt} full zone={site.zone} />
      </>
    }
  >
    <p>
      {site.address}
      {site.hours === '' ? null : `. ${v.t('goods.site.hours', { hours: site.hours })}`}
    </p>
    {site.note === '' ? null : <p>{site.note}</p>}
    {site.takes.length === 0 ? null : (
      <p>{v.t('goods.site.takes', { groups: v.say.list(site.takes.map((group) => v.t(`goods.group.${group}`))) })}</p>
    )}
    <p class="muted">{site.organization}</p>
  </Card>
)
