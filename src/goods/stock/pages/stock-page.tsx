import { Button, ButtonRow, Page, SearchField, Table, type View } from '../../../web'
import type { Site } from '../../sites/queries'
import type { Awaited, StockLine } from '../queries'
import { ConditionBadge, Expiry, goodsName, sayOf } from './stock-words'

/** Everything that lies at one site, first expiring first, and what is still to come. */
export const StockPage = ({
  v,
  site,
  lines,
  awaited,
  words,
}: {
  v: View
  site: Site
  lines: readonly StockLine[]
  awaited: readonly Awaited[]
  words: string
}) => (
  <Page v={v} title={site.name} lead={v.t('goods.stock.siteLead')} stage="desk">
    {site.state === 'closed' ? null : (
      <ButtonRow>
        <Button href={`/stock/${site.id}/receive`} icon="plus">
          {v.t('goods.receive.title')}
        </Button>
        <Button href={`/stock/${site.id}/hand-out`} kind="secondary" icon="hand">
          {v.t('goods.handOut.title')}
        </Button>
        <Button href={`/stock/${site.id}/count`} kind="secondary" icon="check">
          {v.t('goods.count.title')}
        </Button>
        <Button href={`/stock/${site.id}/pack`} kind="secondary">
          {v.t('goods.kit.pack')}
        </Button>
        <Button href={`/stock/${site.id}/labels`} kind="secondary" icon="print">
          {v.t('goods.labels.title')}
        </Button>
        <Button href={`/sites/${site.id}`} kind="quiet">
          {v.t('goods.stock.sitePage')}
        </Button>
      </ButtonRow>
    )}
    <SearchField v={v} action={`/stock/${site.id}`} value={words} label={v.t('goods.stock.search')} />
    <Table
      v={v}
      caption={v.t('goods.stock.caption')}
      rows={lines}
      empty={v.t(words === '' ? 'goods.stock.empty' : 'goods.stock.notHere')}
      columns={[
        {
          label: v.t('goods.stock.what'),
          head: true,
          cell: (line) => <a href={`/lots/${line.lotId}`}>{goodsName(v, line)}</a>,
        },
        { label: v.t('goods.stock.lies'), numeric: true, cell: (line) => sayOf(v, line, line.lies) },
        {
          label: v.t('goods.stock.free'),
          numeric: true,
          cell: (line) => sayOf(v, line, line.lies - line.held),
        },
        { label: v.t('goods.stock.expires'), cell: (line) => <Expiry v={v} on={line.expiresOn} /> },
        { label: v.t('goods.stock.condition'), cell: (line) => <ConditionBadge v={v} condition={line.condition} /> },
        { label: v.t('goods.stock.label'), cell: (line) => line.reference },
      ]}
    />
    <h2>{v.t('goods.stock.awaited')}</h2>
    <Table
      v={v}
      caption={v.t('goods.stock.awaited')}
      captionHidden
      rows={awaited}
      empty={v.t('goods.stock.noneAwaited')}
      columns={[
        {
          label: v.t('goods.stock.pledge'),
          head: true,
          cell: (one) => (
            <a href={`/stock/${site.id}/receive?pledge=${one.reference}&item=${one.itemId}`}>{one.reference}</a>
          ),
        },
        { label: v.t('goods.stock.what'), cell: (one) => goodsName(v, { itemId: one.itemId, kit: null }) },
        {
          label: v.t('goods.stock.quantity'),
          numeric: true,
          cell: (one) => sayOf(v, { unit: one.unit, kit: null }, one.awaited),
        },
        { label: v.t('goods.stock.comesBy'), cell: (one) => v.say.dateTime(one.until) },
      ]}
    />
  </Page>
)
