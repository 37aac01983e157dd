/** Who promises: a person, an organization, or a stock that somebody keeps. */
export const pledgeSources = ['person', 'organization', 'stock'] as const
/** One of {@link pledgeSources}. */
export type PledgeSource = (typeof pledgeSources)[number]

/** How it comes: the donor brings it to a site, it is fetched from the donor, it already lies in stock. */
export const pledgeWays = ['brought', 'picked-up', 'from-stock'] as const
/** One of {@link pledgeWays}. */
export type PledgeWay = (typeof pledgeWays)[number]

/** Condition of goods as they come in; what is damaged is never promised to anyone. */
export const conditions = ['new', 'good', 'worn', 'damaged'] as const
/** One of {@link conditions}. */
export type Condition = (typeof conditions)[number]

/** Why a promise, or part of it, no longer holds. */
export type ReleaseCause = 'donor' | 'site' | 'expired' | 'need-ended' | 'refused' | 'less-came'

/** A promise may stand this long, days. */
export const PLEDGE_DAYS_MAX = 14
