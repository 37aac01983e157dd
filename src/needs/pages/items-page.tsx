import { Button, EmptyState, Notice, Page, SearchField, Select, Table, type View } from '../../web'
import { type Item, type ItemGroup, itemGroups } from '../catalogue/item'
import type { Named } from '../catalogue/match-item'
import { sayQuantity } from '../quantity'
import { itemNotes } from './item-words'

/** The catalogue: a group of it, or what a search found. */
export const ItemsPage = ({
  v,
  typed,
  named,
  group,
  items,
}: {
  v: View
  typed: string
  named: Named | undefined
  group: ItemGroup
  items: readonly Item[]
}) => (
  <Page v={v} title={v.t('needs.items.title')} lead={v.t('needs.items.lead')}>
    <SearchField v={v} action="/items" label={v.t('needs.items.search')} value={typed} />
    {named === undefined ? (
      <>
        <form class="form form--inline" action="/items" method="get">
          <Select
            v={v}
            name="group"
            label={v.t('needs.item.group')}
            value={group}
            options={itemGroups.map((one) => ({ value: one, label: v.t(`needs.items.group.${one}`) }))}
          />
          <Button kind="secondary">{v.t('needs.queue.choose')}</Button>
        </form>
        <h2>{v.t(`needs.items.group.${group}`)}</h2>
        <ItemTable v={v} items={items} />
      </>
    ) : (
      <Found v={v} named={named} />
    )}
  </Page>
)

const Found = ({ v, named }: { v: View; named: Named }) => {
  switch (named.kind) {
    case 'money':
      return <Notice title={v.t('needs.items.money')}>{v.t('needs.items.money.text')}</Notice>
    case 'nothing':
      return <EmptyState title={v.t('needs.items.none')}>{v.t('needs.items.none.text')}</EmptyState>
    case 'items':
      return (
        <>
          <h2>{v.t('needs.items.found', { count: named.matches.length })}</h2>
          <ItemTable v={v} items={named.matches.map(({ item }) => item)} />
        </>
      )
  }
}

const ItemTable = ({ v, items }: { v: View; items: readonly Item[] }) => (
  <Table
    v={v}
    caption={v.t('needs.items.table')}
    rows={items}
    columns={[
      {
        label: v.t('needs.items.name'),
        head: true,
        cell: (item) => <a href={`/items/${item.id}`}>{item.names[v.lang]}</a>,
      },
      { label: v.t('needs.items.usual'), cell: (item) => sayQuantity(v, item.typicalQuantity, item.unit) },
      { label: v.t('needs.items.note'), cell: (item) => itemNotes(v, item).join('. ') },
    ]}
  />
)
