import { Choice, Notice, type View } from '../../web'
import { type Named, TAKEN_SCORE_MIN } from '../catalogue/match-item'
import { AS_WRITTEN } from '../line-wish'

/**
 * Items that words may mean, as radio buttons named `<name>_item`: what the search answers while somebody types, and what the form shows
 * when it comes back.
 */
export const ItemChoices = ({
  v,
  name,
  named,
  chosen,
}: {
  v: View
  name: string
  named: Named
  chosen?: string | undefined
}) => {
  if (named.kind === 'money') return <Notice title={v.t('needs.items.money')}>{v.t('needs.items.money.text')}</Notice>
  if (named.kind === 'nothing') return null
  const [best] = named.matches
  return (
    <Choice
      v={v}
      name={`${name}_item`}
      legend={v.t('needs.items.choose')}
      layout="inline"
      value={chosen || (best.score >= TAKEN_SCORE_MIN ? best.item.id : AS_WRITTEN)}
      options={[
        ...named.matches.map(({ item }) => ({ value: item.id, label: item.names[v.lang] })),
        { value: AS_WRITTEN, label: v.t('needs.items.asWritten') },
      ]}
    />
  )
}
