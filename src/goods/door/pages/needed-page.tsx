import { sayQuantity } from '../../../needs'
import { type Locality, PlacePicker, placeName, type Region } from '../../../places'
import { BarePage, Button, ButtonRow, Cards, EmptyState, Form, Page, Qr, Table, type View } from '../../../web'
import type { Needed, NeededItem } from '../decide-needed'
import type { CollectionSite } from '../queries/collection-sites'
import type { Place } from '../queries/find-place'
import { itemName, toTheSecond } from './item-words'
import { SiteCard } from './site-card'

/** What the page of a place shows. */
export type NeededView = Needed & { readonly place: Place; readonly sites: readonly CollectionSite[] }

/** Address of a place's page. */
export const neededPath = (placeId: string): string => `/needed/${placeId}`

/** "Needed now, do not bring now": what a place asks for, as of this second; for the wall as well as for the phone. */
export const NeededPage = ({ v, needed }: { v: View; needed: NeededView }) => {
  const { place } = needed
  const name = placeName(place.names, v.lang)
  const address = `${v.url}${neededPath(place.id)}`
  return (
    <Page
      v={v}
      title={v.t('goods.needed.title', { place: name })}
      lead={v.t('goods.needed.asOf', { time: toTheSecond(v, v.now, place.zone) })}
      refreshSeconds={60}
    >
      <Open v={v} needed={needed} />
      <ButtonRow>
        <Button href={`/give?place=${place.id}`} icon="hand">
          {v.t('goods.needed.give')}
        </Button>
      </ButtonRow>
      <DoNotBring v={v} needed={needed} />
      <section class="section">
        <h2>{v.t('goods.needed.sites')}</h2>
        {needed.sites.length === 0 ? (
          <p>{v.t('goods.needed.sites.none')}</p>
        ) : (
          <Cards>
            {needed.sites.map((site) => (
              <SiteCard v={v} site={site} />
            ))}
          </Cards>
        )}
      </section>
      <section class="section">
        <h2>{v.t('goods.needed.share')}</h2>
        <p class="breaks-anywhere">
          <a href={neededPath(place.id)}>{address}</a>
        </p>
        <Qr text={address} label={v.t('goods.needed.qr', { place: name })} />
        <ul>
          {place.within === undefined ? null : (
            <li>
              <a href={neededPath(place.within.id)}>
                {v.t('goods.needed.within', { place: placeName(place.within.names, v.lang) })}
              </a>
            </li>
          )}
          <li>
            <a href={`${neededPath(place.id)}/feed.xml`}>{v.t('goods.needed.feed')}</a>
          </li>
          <li>
            <a href={`/open/needed/${place.regionId}.csv`}>{v.t('goods.needed.csv')}</a>
          </li>
          <li>
            <a href="/needed">{v.t('goods.needed.others')}</a>
          </li>
        </ul>
        <details>
          <summary>{v.t('goods.needed.embed')}</summary>
          <p>{v.t('goods.needed.embed.how')}</p>
          <pre class="breaks-anywhere">
            <code>{`<iframe src="${address}/widget?lang=${v.lang}" title="${v.t('goods.needed.title', { place: name })}" width="360" height="480" loading="lazy"></iframe>`}</code>
          </pre>
        </details>
      </section>
    </Page>
  )
}

const Open = ({ v, needed }: { v: View; needed: NeededView }) => {
  const { here, inRegion, healthLines, place } = needed
  if (here.length + inRegion.length + healthLines === 0)
    return <EmptyState title={v.t('goods.needed.nothing')}>{v.t('goods.needed.nothing.text')}</EmptyState>
  return (
    <>
      {here.length === 0 ? null : <ItemTable v={v} caption={v.t('goods.needed.open')} rows={here} />}
      {inRegion.length === 0 ? null : (
        <ItemTable
          v={v}
          caption={v.t('goods.needed.open.region', { place: placeName(place.regionNames, v.lang) })}
          rows={inRegion}
        />
      )}
      {healthLines === 0 ? null : <p>{v.t('goods.needed.health', { count: healthLines })}</p>}
    </>
  )
}

const ItemTable = ({ v, caption, rows }: { v: View; caption: string; rows: readonly NeededItem[] }) => (
  <Table
    v={v}
    caption={caption}
    rows={rows}
    columns={[
      { label: v.t('goods.needed.column.item'), cell: ({ itemId }) => itemName(v, itemId), head: true },
      {
        label: v.t('goods.needed.column.quantity'),
        cell: ({ open, unit }) => sayQuantity(v, open, unit),
        numeric: true,
      },
      { label: v.t('goods.needed.column.lines'), cell: ({ lines }) => v.say.number(lines), numeric: true },
    ]}
  />
)

const DoNotBring = ({ v, needed: { enough, unasked } }: { v: View; needed: NeededView }) =>
  enough.length + unasked.length === 0 ? null : (
    <section class="section">
      <h2>{v.t('goods.needed.not')}</h2>
      {enough.length === 0 ? null : (
        <p>{v.t('goods.needed.not.enough', { items: v.say.list(enough.map((id) => itemName(v, id))) })}</p>
      )}
      {unasked.length === 0 ? null : (
        <p>{v.t('goods.needed.not.unasked', { items: v.say.list(unasked.map((id) => itemName(v, id))) })}</p>
      )}
    </section>
  )

const WIDGET_ITEMS = 8

/** The same in small, for a frame on somebody else's page; no script, no form, nothing about the reader. */
export const NeededWidget = ({ v, needed }: { v: View; needed: NeededView }) => {
  const { place } = needed
  const title = v.t('goods.needed.title', { place: placeName(place.names, v.lang) })
  const rows = [...needed.here, ...needed.inRegion].slice(0, WIDGET_ITEMS)
  return (
    <BarePage v={v} title={title}>
      <h1>{title}</h1>
      {rows.length === 0 ? (
        <p>{v.t('goods.needed.nothing')}</p>
      ) : (
        <ul class="needed-list">
          {rows.map(({ itemId, open, unit }) => (
            <li class="needed-list__line">
              <span>{itemName(v, itemId)}</span>
              <span class="muted">{sayQuantity(v, open, unit)}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={`${v.url}/give?place=${place.id}`}>{v.t('goods.needed.give')}</a>
      </p>
      <p>
        <a href={`${v.url}${neededPath(place.id)}`}>
          {v.t('goods.needed.asOf', { time: toTheSecond(v, v.now, place.zone) })}
        </a>
      </p>
    </BarePage>
  )
}

/** Where to look: a settlement by name, or a region. */
export const NeededPlacesPage = ({
  v,
  regions,
  typed,
  candidates,
}: {
  v: View
  regions: readonly Region[]
  typed: string
  candidates: readonly Locality[] | undefined
}) => (
  <Page v={v} title={v.t('goods.places.title')} lead={v.t('goods.places.lead')}>
    <Form v={v} action="/needed" method="get">
      <PlacePicker v={v} name="place" label={v.t('goods.places.settlement')} typed={typed} candidates={candidates} />
      <ButtonRow>
        <Button>{v.t('goods.places.show')}</Button>
      </ButtonRow>
    </Form>
    <section class="section">
      <h2>{v.t('goods.places.regions')}</h2>
      <ul>
        {[...regions]
          .sort((a, b) => v.say.compare(placeName(a, v.lang), placeName(b, v.lang)))
          .map((region) => (
            <li>
              <a href={neededPath(region.id)}>{placeName(region, v.lang)}</a>
            </li>
          ))}
      </ul>
    </section>
  </Page>
)
