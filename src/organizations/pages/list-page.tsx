import { placeName, type Region } from '../../places'
import { Button, ButtonRow, EmptyState, Field, Form, Page, Pager, Select, Status, Table, type View } from '../../web'
import type { ListedOrganization } from '../queries'

export type ListPageProps = {
  v: View
  rows: readonly ListedOrganization[]
  regions: readonly Region[]
  regionId: string
  words: string
  nextHref: string | undefined
}

/** Everyone who organizes, by name: anybody may read it. */
export const ListPage = ({ v, rows, regions, regionId, words, nextHref }: ListPageProps) => (
  <Page v={v} title={v.t('organizations.list.title')} lead={v.t('organizations.list.lead')}>
    <ButtonRow>
      <Button href="/organizations/new" icon="plus">
        {v.t('organizations.list.new')}
      </Button>
      {v.viewer ? (
        <Button href="/me/organizations" kind="secondary">
          {v.t('organizations.mine.title')}
        </Button>
      ) : null}
    </ButtonRow>
    <Form v={v} action="/organizations" method="get" inline label={v.t('organizations.list.filter')}>
      <Field v={v} name="q" label={v.t('organizations.list.words')} value={words} maxlength={80} optional />
      <Select
        v={v}
        name="region"
        label={v.t('organizations.list.region')}
        value={regionId}
        empty={v.t('organizations.list.anyRegion')}
        options={regions.map((region) => ({ value: region.id, label: placeName(region.names, v.lang) }))}
      />
      <Button kind="secondary" icon="search">
        {v.t('web.search')}
      </Button>
    </Form>
    {rows.length === 0 ? (
      <EmptyState
        icon="building"
        title={v.t('organizations.list.none')}
        action={<Button href="/organizations/new">{v.t('organizations.list.new')}</Button>}
      >
        {v.t('organizations.list.noneWords')}
      </EmptyState>
    ) : (
      <Table
        v={v}
        caption={v.t('organizations.list.title')}
        captionHidden
        rows={rows}
        columns={[
          {
            label: v.t('organizations.field.name'),
            head: true,
            cell: (row) => <a href={`/organizations/${row.id}`}>{row.name}</a>,
          },
          { label: v.t('organizations.field.kind'), cell: (row) => v.t(`organizations.kind.${row.kind}`) },
          {
            label: v.t('organizations.field.region'),
            cell: (row) => {
              const region = regions.find((one) => one.id === row.regionId)
              return region === undefined ? row.regionId : placeName(region.names, v.lang)
            },
          },
          {
            label: v.t('organizations.field.checked'),
            cell: (row) =>
              row.verified ? (
                <Status tone="confirmed">{v.t('organizations.state.verified')}</Status>
              ) : (
                <Status>{v.t('organizations.state.unverified')}</Status>
              ),
          },
        ]}
      />
    )}
    {rows.length === 0 ? null : <Pager v={v} shown={rows.length} nextHref={nextHref} />}
  </Page>
)
