import type { View } from '../view'

/** Way through a long list by cursor: newer and older pages; counts only where they are known. */
export const Pager = ({
  v,
  previousHref,
  nextHref,
  shown,
  total,
}: {
  v: View
  previousHref?: string | undefined
  nextHref?: string | undefined
  shown: number
  total?: number
}) => (
  <nav class="pager" aria-label={v.t('web.pager.label')}>
    {previousHref ? (
      <a class="pager__link" rel="prev" href={previousHref}>
        ← {v.t('web.pager.previous')}
      </a>
    ) : null}
    <span class="pager__count">
      {total === undefined ? v.t('web.pager.shown', { shown }) : v.t('web.pager.of', { shown, total })}
    </span>
    {nextHref ? (
      <a class="pager__link" rel="next" href={nextHref}>
        {v.t('web.pager.next')} →
      </a>
    ) : null}
  </nav>
)
