import { Button, ButtonRow, Card, Cards, EmptyState, Form, Page, Select, type View } from '../../../web'
import type { Site } from '../queries'
import { SiteStatus, sayTakes } from './site-words'

/** Where goods are brought and handed out, region by region; open to anyone. */
export const SitesPage = ({
  v,
  sites,
  regions,
  regionId,
  mayOpen,
}: {
  v: View
  sites: readonly Site[]
  regions: readonly { id: string; name: string }[]
  regionId: string
  mayOpen: boolean
}) => (
  <Page v={v} title={v.t('goods.sites.title')} lead={v.t('goods.sites.lead')} stage="public">
    <Form v={v} action="/sites" method="get" inline label={v.t('goods.sites.filter')}>
      <Select
        v={v}
        name="region"
        label={v.t('goods.sites.region')}
        value={regionId}
        empty={v.t('goods.sites.everywhere')}
        options={regions.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button kind="secondary">{v.t('goods.sites.show')}</Button>
    </Form>
    {sites.length === 0 ? (
      <EmptyState icon="pin" title={v.t('goods.sites.none')}>
        {v.t('goods.sites.noneWords')}
      </EmptyState>
    ) : (
      <Cards>
        {sites.map((site) => (
          <Card
            level={2}
            title={site.name}
            href={`/sites/${site.id}`}
            status={<SiteStatus v={v} state={site.state} />}
            meta={`${v.t(`goods.place.kind.${site.kind}`)} · ${site.address}`}
          >
            <p>{sayTakes(v, site.takes)}</p>
          </Card>
        ))}
      </Cards>
    )}
    {mayOpen ? (
      <ButtonRow>
        <Button href="/sites/new" kind="secondary" icon="plus">
          {v.t('goods.sites.open')}
        </Button>
      </ButtonRow>
    ) : null}
  </Page>
)
