import { type Definition, DefinitionList, languageNames, languages, Notice, Page, type View } from '../../web'
import { gramsOf, type Item, millilitresOf } from '../catalogue/item'
import { sayQuantity } from '../quantity'
import { attributeRange, itemNotes, oneOf, substituteInWords } from './item-words'

/** Everything the catalogue says of one item. */
export const ItemPage = ({ v, item }: { v: View; item: Item }) => {
  const one = oneOf(item.unit)
  const measured = (measure: string) => v.t('needs.item.measured', { one: sayQuantity(v, one, item.unit), measure })
  const others = languages.filter((lang) => lang !== v.lang)
  return (
    <Page v={v} title={item.names[v.lang]}>
      {itemNotes(v, item).map((note) => (
        <Notice>{note}</Notice>
      ))}
      <DefinitionList
        v={v}
        items={[
          {
            term: v.t('needs.item.group'),
            value: <a href={`/items?group=${item.group}`}>{v.t(`needs.items.group.${item.group}`)}</a>,
          },
          { term: v.t('needs.items.usual'), value: sayQuantity(v, item.typicalQuantity, item.unit) },
          ...row(
            v.t('needs.item.packs'),
            item.packs?.map(({ form, quantity }) =>
              v.t(`needs.pack.${form}`, { quantity: sayQuantity(v, quantity, item.unit) }),
            ),
          ),
          ...(item.gramsPerThousand === 0
            ? []
            : [{ term: v.t('needs.item.weight'), value: measured(sayQuantity(v, gramsOf(item, one), 'gram')) }]),
          ...(item.millilitresPerThousand === 0
            ? []
            : [
                {
                  term: v.t('needs.item.room'),
                  value: measured(sayQuantity(v, millilitresOf(item, one), 'millilitre')),
                },
              ]),
          ...row(
            v.t('needs.item.attributes'),
            item.attributes?.map((id) => attributeRange(v, id)),
          ),
          ...row(
            v.t('needs.item.substitutes'),
            item.substitutes?.map((substitute) => substituteInWords(v, substitute)),
          ),
          ...row(v.t('needs.item.synonyms'), item.synonyms[v.lang]),
          ...row(
            v.t('needs.item.names'),
            others.map((lang) => v.t('needs.item.measured', { one: languageNames[lang], measure: item.names[lang] })),
          ),
        ]}
      />
    </Page>
  )
}

const row = (term: string, lines: readonly string[] | undefined): Definition[] =>
  lines === undefined || lines.length === 0
    ? []
    : [
        {
          term,
          value: (
            <ul>
              {lines.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          ),
        },
      ]
