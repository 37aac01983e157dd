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
    <h2>{v.t('reports.register.files')}</h2>
    <div class="folds">
      {regions.map(({ id, name, full }) => (
        <details name="register">
          <summary>
            <span>{name}</span>
          </summary>
          <p>{v.t('reports.register.open')}</p>
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
          {full ? (
            <p>
              {v.t('reports.register.full')}: <a href={`/register/${id}/full/register.xlsx`}>{formats.workbook}</a>
            </p>
          ) : null}
        </details>
      ))}
    </div>
    {regions.some(({ full }) => full) ? null : (
      <p class="muted">
        {v.t('reports.register.full')}: {v.t('reports.register.closed')}.
      </p>
    )}
    <p class="muted">{v.t('reports.register.looks')}</p>
    <p class="muted">{v.t('reports.register.most', { count: ROWS_IN_FILE })}</p>
    <p class="muted">{v.t('reports.register.words')}</p>
    <details>
      <summary>{v.t('reports.register.dictionary')}</summary>
      <Table
        v={v}
        caption={v.t('reports.register.dictionary')}
        captionHidden
        rows={dictionary}
        columns={[
          { label: v.t('reports.register.column.part'), head: true, cell: ([part = '']) => part },
          { label: v.t('reports.register.column.column'), cell: ([, column = '']) => column },
          { label: v.t('reports.register.column.meaning'), cell: ([, , meaning = '']) => meaning },
        ]}
      />
    </details>
  </Page>
)
