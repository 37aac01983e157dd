/** What a site is for: donors bring to it, goods lie in it, people come for what they need. */
export const siteKinds = ['collection', 'warehouse', 'hand-out'] as const
/** One of {@link siteKinds}. */
export type SiteKind = (typeof siteKinds)[number]

/** Whether it takes goods now: open · saturated (enough of everything for now) · paused (nobody there) · closed for good. */
export const siteStates = ['open', 'saturated', 'paused', 'closed'] as const
/** One of {@link siteStates}. */
export type SiteState = (typeof siteStates)[number]
