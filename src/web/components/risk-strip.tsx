import type { Child } from './child'

/** One count of today's risk. */
export type RiskItem = {
  /** Count already in words of the language. */
  value: Child
  label: Child
  href: string
  /** `raised` waits for the reader, `danger` endangers someone; nothing when all is well. */
  tone?: 'raised' | 'danger'
}

/** Today's risk on top of the desk: a few counts, each a link to what it counts. */
export const RiskStrip = ({ items }: { items: readonly RiskItem[] }) => (
  <div class="risk-strip">
    {items.map(({ value, label, href, tone }) => (
      <a class={tone ? `risk-strip__item risk-strip__item--${tone}` : 'risk-strip__item'} href={href}>
        <b class="risk-strip__value">{value}</b>
        <span>{label}</span>
      </a>
    ))}
  </div>
)
