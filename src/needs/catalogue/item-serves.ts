import { findItem } from './items'

/** Whether an item may be given where another is asked for: it is the same, or one the catalogue names as taken instead. */
export const itemServes = (asked: string, given: string): boolean =>
  asked === given || findItem(asked)?.substitutes?.some((substitute) => substitute.item === given) === true
