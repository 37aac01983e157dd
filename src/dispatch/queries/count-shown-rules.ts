import { type ConstraintId, constraints } from '../../allocation'

const open = new Set(constraints.filter((one) => one.shownTo === 'all').map((one) => one.id))

/** Counts by rule; whatever comes from private facts is one figure, so that a count of one gives nobody away. */
export function countShownRules(
  excluded: ReadonlyMap<ConstraintId, number>,
): (readonly [rule: ConstraintId | 'not-available', people: number])[] {
  const counts = new Map<ConstraintId | 'not-available', number>()
  for (const [rule, count] of excluded) {
    const shown = open.has(rule) ? rule : 'not-available'
    counts.set(shown, (counts.get(shown) ?? 0) + count)
  }
  return [...counts]
}
