import highs from 'highs'

/** A sum of columns, each times a factor, held against a number. */
export type Row = {
  readonly terms: readonly (readonly [column: number, factor: number])[]
  readonly relation: '<=' | '='
  readonly to: number
}

/** Whole numbers from 0, one a column, for the least or the most of what they cost. */
export type IntegerProgram = {
  readonly sense: 'min' | 'max'
  readonly cost: readonly number[]
  readonly rows: readonly Row[]
}

/** A row that says how much a group of columns may be together, each counted once. */
export const sumOf = (columns: readonly number[], relation: Row['relation'], to: number): Row => ({
  terms: columns.map((column) => [column, 1]),
  relation,
  to,
})

/** The best of an integer program by HiGHS, or undefined where there is none. */
export type SolveProgram = (program: IntegerProgram) => number | undefined

/** Starts HiGHS. */
export async function openHighs(): Promise<SolveProgram> {
  const { solve } = await highs()
  return ({ sense, cost, rows }) => {
    // A column that is always 0 stands in for what would be an empty sum.
    const sum = (terms: Row['terms']) =>
      `0 none${terms.map(([column, factor]) => ` ${factor < 0 ? '-' : '+'} ${Math.abs(factor)} x${column}`).join('')}`
    const text = [
      sense === 'min' ? 'Minimize' : 'Maximize',
      ` goal: ${sum(cost.map((one, column) => [column, one]))}`,
      'Subject To',
      ' nothing: none = 0',
      ...rows.map(({ terms, relation, to }, r) => ` r${r}: ${sum(terms)} ${relation} ${to}`),
      'General',
      ` none ${cost.map((_, column) => `x${column}`).join(' ')}`,
      'End',
    ]
    const { Status, ObjectiveValue } = solve(text.join('\n'), { mip_rel_gap: 0, mip_abs_gap: 0 })
    if (Status === 'Optimal') return ObjectiveValue
    if (Status === 'Infeasible') return undefined
    throw new Error(`HiGHS ended with ${Status}`)
  }
}
