import type { View } from '../view'
import type { Child } from './child'

/** One fact of a list of facts. */
export type Definition = {
  term: Child
  /** `undefined` is said as "not given". */
  value: Child | undefined
  /** Where this answer can be changed. */
  changeHref?: string
  /** The term in words for screen readers of the change link. */
  changeLabel?: string
}

/** Facts as term and value, and the summary of answers before they are sent. */
export const DefinitionList = ({ v, items }: { v: View; items: readonly Definition[] }) => (
  <dl class="definitions">
    {items.map((item) => (
      <div class="definitions__row">
        <dt>{item.term}</dt>
        <dd>{item.value ?? <span class="muted">{v.t('web.definitions.none')}</span>}</dd>
        {item.changeHref ? (
          <dd class="definitions__change">
            <a href={item.changeHref}>
              {v.t('web.definitions.change')}
              {item.changeLabel ? <span class="visually-hidden">: {item.changeLabel}</span> : null}
            </a>
          </dd>
        ) : null}
      </div>
    ))}
  </dl>
)
