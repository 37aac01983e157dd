import { EmptyState, Page, Table, type View } from '../../web'
import type { Item } from '../catalogue/item'
import type { UnknownWords } from '../queries/unknown-words'

/** What the catalogue does not understand yet, and what it has no name for in some language: work for a person. */
export const CatalogueWordsPage = ({
  v,
  unknown,
  untranslated,
  untranslatedCount,
  mayTeach,
}: {
  v: View
  unknown: readonly UnknownWords[]
  untranslated: readonly Item[]
  untranslatedCount: number
  mayTeach: boolean
}) => (
  <Page v={v} title={v.t('needs.words.title')} lead={v.t('needs.words.lead')} stage="desk">
    <h2>{v.t('needs.words.unknown')}</h2>
    {unknown.length === 0 ? (
      <EmptyState icon="check" title={v.t('needs.words.none')} />
    ) : (
      <Table
        v={v}
        caption={v.t('needs.words.unknown')}
        rows={unknown}
        columns={[
          {
            label: v.t('needs.words.said'),
            head: true,
            cell: ({ words }) =>
              mayTeach ? <a href={`/catalogue/words/teach?said=${encodeURIComponent(words)}`}>{words}</a> : words,
          },
          { label: v.t('needs.words.lines'), numeric: true, cell: ({ lines }) => v.say.number(lines) },
          { label: v.t('needs.words.open'), numeric: true, cell: ({ open }) => v.say.number(open) },
        ]}
      />
    )}
    {untranslated.length === 0 ? null : (
      <>
        <h2>{v.t('needs.words.untranslated', { count: untranslatedCount })}</h2>
        <ul>
          {untranslated.map((item) => (
            <li>
              {mayTeach ? (
                <a href={`/catalogue/items/${item.id}/names`}>{item.names[v.lang]}</a>
              ) : (
                <a href={`/items/${item.id}`}>{item.names[v.lang]}</a>
              )}
            </li>
          ))}
        </ul>
      </>
    )}
  </Page>
)
