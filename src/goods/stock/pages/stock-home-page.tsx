import { Button, ButtonRow, Card, Cards, EmptyState, Notice, Page, SearchField, Table, type View } from '../../../web'
import { SiteStatus } from '../../sites/pages/site-words'
import type { Site } from '../../sites/queries'
import type { StockLine } from '../queries'
import { Expiry, goodsName, SOON_DAYS, sayOf } from './stock-words'

/** Where whoever keeps stock begins: their sites, a label to find, and what runs out soon. */
export const StockHomePage = ({
  v,
  sites,
  expiring,
  unknown,
}: {
  v: View
  sites: readonly Site[]
  expiring: readonly StockLine[]
  /** A code that was typed and is on no label here. */
  unknown?: string | undefined
}) => (
  <Page v={v} title={v.t('goods.stock.title')} lead={v.t('goods.stock.lead')} stage="app">
    {unknown === undefined ? null : <Notice tone="error" title={v.t('goods.stock.unknownCode', { code: unknown })} />}
    <SearchField v={v} action="/stock" name="code" label={v.t('goods.stock.code')} />
    <ButtonRow>
      <Button href="/stock/scan" kind="secondary" icon="search">
        {v.t('goods.scan.title')}
      </Button>
      <Button href="/kits" kind="secondary">
        {v.t('goods.kits.title')}
      </Button>
      {v.viewer?.roles.some((role) => role === 'coordinator' || role === 'organization-admin') ? (
        <Button href="/matching" kind="secondary">
          {v.t('goods.matching.title')}
        </Button>
      ) : null}
      <Button href="/receipts/code" kind="secondary" icon="check">
        {v.t('receipts.code.title')}
      </Button>
      <Button href="/hand-over" kind="secondary">
        {v.t('handOver.title')}
      </Button>
    </ButtonRow>
    <h2>{v.t('goods.stock.sites')}</h2>
    {sites.length === 0 ? (
      <EmptyState icon="pin" title={v.t('goods.stock.noSite')}>
        {v.t('goods.stock.noSiteWords')}
      </EmptyState>
    ) : (
      <Cards>
        {sites.map((site) => (
          <Card
            title={site.name}
            href={`/stock/${site.id}`}
            status={<SiteStatus v={v} state={site.state} />}
            meta={site.address}
          />
        ))}
      </Cards>
    )}
    <h2>{v.t('goods.stock.soon', { count: SOON_DAYS })}</h2>
    <Table
      v={v}
      caption={v.t('goods.stock.soon', { count: SOON_DAYS })}
      captionHidden
      rows={expiring}
      empty={v.t('goods.stock.noneSoon')}
      columns={[
        {
          label: v.t('goods.stock.what'),
          head: true,
          cell: (line) => <a href={`/lots/${line.lotId}`}>{goodsName(v, line)}</a>,
        },
        { label: v.t('goods.stock.lies'), numeric: true, cell: (line) => sayOf(v, line, line.lies) },
        { label: v.t('goods.stock.expires'), cell: (line) => <Expiry v={v} on={line.expiresOn} /> },
        { label: v.t('goods.stock.where'), cell: (line) => sites.find(({ id }) => id === line.siteId)?.name ?? '' },
      ]}
    />
  </Page>
)
