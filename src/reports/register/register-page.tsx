import { Page, Table, type View } from '../../web'
import { ROWS_IN_FILE } from './register'

// Names of file forms are the same in every language.
const formats = { workbook: 'XLSX', table: 'CSV' } as const

/** Where the register is taken along, by region, and what its columns mean. */
export const RegisterPage = ({
  v,
  regions,
  dictionary,
}: {
  v: View
  regions: readonly { readonly id: string; readonly name: string; readonly full: boolean }[]
  dictionary: readonly (readonly string[])[]
}) => (
  <Page v={v} title={v.t('reports.register.heading')} lead={v.t('reports.register.lead')}>
    <Table
      v={v}
      caption={v.t('reports.register.files')}
      rows={regions}
      empty={v.t('reports.nothing')}
      columns={[
        { label: v.t('reports.region'), head: true, cell: ({ name }) => name },
        {
          label: v.t('reports.register.open'),
          cell: ({ id }) => (
            <ul class="plain-list">
              <li>
                <a href={`/register/${id}/register.xlsx`}>{formats.workbook}</a>
              </li>
              {(['organizations', 'programmes', 'actions'] as const).map((part) => (
                <li>
                  <a href={`/register/${id}/${part}.csv`}>
                    {v.t(`reports.register.part.${part}`)} ({formats.table})
                  </a>
                </li>
              ))}
            </ul>
          ),
        },
        {
          label: v.t('reports.register.full'),
          cell: ({ id, full }) =>
            full ? (
              <a href={`/register/${id}/full/register.xlsx`}>{formats.workbook}</a>
            ) : (
              v.t('reports.register.closed')
            ),
        },
      ]}
    />
    <p class="muted">{v.t('reports.register.looks')}</p>
    <p class="muted">{v.t('reports.register.most', { count: ROWS_IN_FILE })}</p>
    <p class="muted">{v.t('reports.register.words')}</p>
    <Table
      v={v}
      caption={v.t('reports.register.dictionary')}
      rows={dictionary}
      columns={[
        { label: v.t('reports.register.column.part'), head: true, cell: ([part = '']) => part },
        { label: v.t('reports.register.column.column'), cell: ([, column = '']) => column },
        { label: v.t('reports.register.column.meaning'), cell: ([, , meaning = '']) => meaning },
      ]}
    />
  </Page>
)
