import type { Child } from './child'

/** One part of a subject. */
export type Tab = { href: string; label: Child; current?: boolean; count?: number }

/** Parts of one subject as links, so that each has an address and works without script. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map((tab) => (
      <a class="tabs__tab" href={tab.href} aria-current={tab.current ? 'page' : undefined}>
        {tab.label}
        {tab.count === undefined ? null : <span class="tabs__count">{tab.count}</span>}
      </a>
    ))}
  </nav>
)
