import { markup, Page, Table, type View } from '../../src/web'
import { type ListRow, listRows } from './rows'

/** A list as the product writes it: whole page, table component, one line a column; cells of a long list by `markup`, not JSX. */
export const ListPage = ({ v }: { v: View }) => (
  <Page v={v} title="Needs of the district">
    <Table
      v={v}
      caption="Sixty needs"
      rows={listRows}
      columns={[
        { label: 'Reference', head: true, cell: (row: ListRow) => row.reference },
        { label: 'What', cell: (row) => markup`<a href="/needs/${row.id}">${row.title}</a>` },
        { label: 'Where', cell: (row) => row.place },
        { label: 'People', numeric: true, cell: (row) => row.people },
        { label: 'Kind', cell: (row) => markup`<span class="status status--${row.kind}">${row.kind}</span>` },
      ]}
    />
  </Page>
)
