import { sayGoodsReason, sayGoodsShort } from '../../../allocation'
import { findItem, sayQuantity } from '../../../needs'
import { type Locality, placeName, type Region } from '../../../places'
import { Button, ButtonRow, Choice, EmptyState, Form, Notice, Page, Select, Table, type View, When } from '../../../web'
import { itemName } from '../../door/pages/item-words'
import type { StockMatch, StockShort } from '../match-stock'
import type { Proposed } from '../propose-matches'

/** What the page of proposals shows. */
export type MatchingView = {
  readonly proposed: Proposed
  readonly organizations: readonly { readonly id: string; readonly name: string }[]
  readonly organizationId: string
  readonly regions: readonly Region[]
  readonly regionId: string
  readonly localities: readonly Locality[]
}

/** A proposal as a form field holds it. */
export const matchValue = ({ lineId, lotId, siteId, itemId, quantity }: StockMatch): string =>
  [lineId, lotId, siteId, itemId, quantity].join(' ')

/** Free stock against open requests of a region: proposals with their reason, and a person who presses the button. */
export const MatchingPage = ({ v, view }: { v: View; view: MatchingView }) => {
  const { proposed, organizations, organizationId, regions, regionId } = view
  return (
    <Page v={v} title={v.t('goods.matching.title')} lead={v.t('goods.matching.lead')} stage="desk">
      <Form v={v} action="/matching" method="get" inline label={v.t('goods.matching.where')}>
        <Select
          v={v}
          name="of"
          label={v.t('goods.matching.organization')}
          value={organizationId}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          v={v}
          name="region"
          label={v.t('goods.matching.region')}
          value={regionId}
          options={regions.map((region) => ({ value: region.id, label: placeName(region, v.lang) }))}
        />
        <Button kind="secondary">{v.t('goods.places.show')}</Button>
      </Form>
      {proposed.matches.length === 0 ? (
        <EmptyState title={v.t('goods.matching.none')}>{v.t('goods.matching.none.text')}</EmptyState>
      ) : (
        <>
          <Notice title={v.t(proposed.isBest ? 'goods.matching.best' : 'goods.matching.feasible')} />
          <Form v={v} action="/matching" hidden={{ of: organizationId, region: regionId }}>
            <Choice
              v={v}
              name="match"
              kind="checkbox"
              legend={v.t('goods.matching.proposals', { count: proposed.matches.length })}
              value={proposed.matches.map(matchValue)}
              options={proposed.matches.map((match) => ({
                value: matchValue(match),
                label: v.t('goods.item.withQuantity', {
                  item: itemName(v, match.itemId),
                  quantity: sayQuantity(v, match.quantity, findItem(match.itemId)?.unit ?? 'piece'),
                }),
                hint: <MatchWords v={v} match={match} view={view} />,
              }))}
            />
            <ButtonRow>
              <Button>{v.t('goods.matching.accept')}</Button>
            </ButtonRow>
          </Form>
        </>
      )}
      {proposed.short.length === 0 ? null : <ShortTable v={v} short={proposed.short} />}
    </Page>
  )
}

const MatchWords = ({ v, match, view }: { v: View; match: StockMatch; view: MatchingView }) => {
  const line = view.proposed.lines.get(match.lineId)
  const lot = view.proposed.lots.find(({ lotId, siteId }) => lotId === match.lotId && siteId === match.siteId)
  const locality = view.localities.find(({ id }) => id === line?.localityId)
  const { key, values } = sayGoodsReason(match.reason)
  return (
    <>
      {v.t('goods.matching.way', {
        site: lot?.site ?? '',
        reference: line?.reference ?? '',
        place: locality === undefined ? v.t('goods.matching.noPlace') : placeName(locality, v.lang),
      })}
      {line === undefined ? null : (
        <>
          {' · '}
          <When v={v} at={line.dueAt} full zone={line.zone} />
        </>
      )}
      {' · '}
      {v.t(key, values)}
    </>
  )
}

const ShortTable = ({ v, short }: { v: View; short: readonly StockShort[] }) => {
  const rows = [...Map.groupBy(short, ({ itemId, why }) => `${itemId} ${why.code}`).values()].flatMap((same) => {
    const [first] = same
    return first === undefined
      ? []
      : [{ ...first, missing: same.reduce((sum, { missing }) => sum + missing, 0), lines: same.length }]
  })
  return (
    <Table
      v={v}
      caption={v.t('goods.matching.short')}
      rows={rows}
      columns={[
        { label: v.t('goods.needed.column.item'), cell: ({ itemId }) => itemName(v, itemId), head: true },
        {
          label: v.t('goods.matching.missing'),
          cell: ({ itemId, missing }) => sayQuantity(v, missing, findItem(itemId)?.unit ?? 'piece'),
          numeric: true,
        },
        { label: v.t('goods.needed.column.lines'), cell: ({ lines }) => v.say.number(lines), numeric: true },
        {
          label: v.t('goods.matching.why'),
          cell: ({ why }) => {
            const { key, values } = sayGoodsShort(why)
            return v.t(key, values)
          },
        },
      ]}
    />
  )
}
