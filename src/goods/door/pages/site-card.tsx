import { Card, type View, When } from '../../../web'
import { SiteStatus, sayTakes } from '../../sites/pages/site-words'
import type { CollectionSite } from '../queries/collection-sites'

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
    {site.takes.length === 0 ? null : <p>{v.t('goods.site.takes', { groups: sayTakes(v, site.takes) })}</p>}
    <p class="muted">{site.organization}</p>
  </Card>
)
