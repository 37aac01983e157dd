/** What awards are counted by: free, confirmed work alone. */
export type AwardFigures = {
  readonly confirmedMinutes: number
  /** Longest run of calendar months, each with at least one confirmed presence. */
  readonly steadyMonths: number
}

/** A published rule: who reaches the figure has the award, nobody else, and there is no other way to it. */
export type AwardRule =
  | { readonly id: string; readonly counts: 'hours'; readonly from: number }
  | { readonly id: string; readonly counts: 'months'; readonly from: number }

/** Every award there is. */
export const awardRules: readonly AwardRule[] = [
  { id: 'hours-10', counts: 'hours', from: 10 },
  { id: 'hours-50', counts: 'hours', from: 50 },
  { id: 'hours-100', counts: 'hours', from: 100 },
  { id: 'hours-250', counts: 'hours', from: 250 },
  { id: 'steady-year', counts: 'months', from: 12 },
]

/** The rule with this id, or undefined. */
export const findAwardRule = (id: string): AwardRule | undefined => awardRules.find((rule) => rule.id === id)

/** Awards somebody has by these figures, in the order of the list. */
export const awardsOf = (figures: AwardFigures): readonly AwardRule[] =>
  awardRules.filter((rule) =>
    rule.counts === 'hours' ? figures.confirmedMinutes >= rule.from * 60 : figures.steadyMonths >= rule.from,
  )

/**
 * Longest run of months in a row.
 * @param months months as `2026-11`, in any order
 */
export function longestRun(months: readonly string[]): number {
  const numbers = new Set(months.map((month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))))
  let longest = 0
  for (const first of numbers) {
    if (numbers.has(first - 1)) continue
    let length = 1
    while (numbers.has(first + length)) length += 1
    longest = Math.max(longest, length)
  }
  return longest
}
