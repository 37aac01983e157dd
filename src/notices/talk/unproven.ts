const MARK = 'unproven:'

/**
 * A sender as a mail claims it, where nothing proves the claim. Kept in this form it is equal to nobody's address, so that everything which
 * asks who writes, or what they may see, finds a stranger.
 */
export const unproven = (address: string): string => `${MARK}${address}`

/** Where an answer goes, proven or not. */
export const addressOf = (sender: string): string => (sender.startsWith(MARK) ? sender.slice(MARK.length) : sender)
