/** One line of the result: what was measured on both sides, and whether it is what the product promises. */
export type Figure = {
  readonly figure: string
  readonly ours: string
  /** What stands beside it in the same run; empty where the limit is absolute. */
  readonly other: string
  /** Ratio or value that is judged, as shown. */
  readonly judged: string
  readonly limit: string
  /** Undefined for a line that is told and not judged. */
  readonly holds: boolean | undefined
}

const FIGURES = 'figures '

/** Hands the figures of a section to the process that started it. */
export const tellFigures = (figures: readonly Figure[]): void => {
  process.stdout.write(`${FIGURES}${JSON.stringify(figures)}\n`)
}

/** Figures in a section's output; none when it failed before it could tell. */
export const figuresIn = (output: string): Figure[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith(FIGURES))
    .flatMap((line) => JSON.parse(line.slice(FIGURES.length)) as Figure[])

const headings = ['figure', 'ours', 'the other side', 'ratio or value', 'limit', 'holds'] as const

/** The figures as one table of text. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    headings,
    ...figures.map((f) => [
      f.figure,
      f.ours,
      f.other,
      f.judged,
      f.limit,
      f.holds === undefined ? '' : f.holds ? 'yes' : 'NO',
    ]),
  ]
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.slice(1).map(line)].join('\n')
}
