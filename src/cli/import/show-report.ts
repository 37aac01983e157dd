import type { RowReport } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import type { CommandContext, ExitCode } from '../command'
import type { ImportReport } from './report'

const REPORTED_SHOWN = 50
/** What a line of the file is called: features of a map are counted, not lines. */
const place = {
  outlines: 'feature',
  places: 'line',
  volunteers: 'line',
  needs: 'line',
  goods: 'line',
  stock: 'line',
  items: 'line',
} as const

/** Says why the work failed. */
export function fail({ say }: CommandContext, reason: string): 1 {
  say(reason)
  return 1
}

/** Says what an import did or would do: as a document with `--json`, in sentences always. */
export function show({ json, print, say }: CommandContext, report: ImportReport, wanted: boolean): ExitCode {
  if (json) print(report)
  const { rows, created, updated, unchanged, reported } = report
  const lines = new Set(reported.map(({ line }) => line)).size
  say(`${report.file}: ${rows} rows: ${created} new, ${updated} changed, ${unchanged} unchanged, ${lines} to look at.`)
  const alike = json ? [] : foldAlike(reported)
  for (const { line, more, column, expected, got } of alike.slice(0, REPORTED_SHOWN))
    say(
      `  ${place[report.kind]} ${line}${more === 0 ? '' : ` and ${more} after it`}, ${shorten(column) || 'the row'}: expected ${expected}, got ${got}`,
    )
  if (alike.length > REPORTED_SHOWN) say(`  … and ${alike.length - REPORTED_SHOWN} more; --json shows all.`)
  if (wanted && !report.applied) say('Nothing was applied, because of the lines above.')
  else if (!wanted) say('Nothing was written: this was a dry run. Add --apply to do it.')
  return wanted && !report.applied ? 1 : 0
}

// A column that is wrong throughout is one thing to be told, not a thousand.
function foldAlike(reported: readonly RowReport[]): (RowReport & { more: number })[] {
  const folded: (RowReport & { more: number })[] = []
  for (const one of reported) {
    const last = folded.at(-1)
    const isAlike = last?.column === one.column && last.expected === one.expected && last.got === one.got
    if (isAlike) last.more += 1
    else folded.push({ ...one, more: 0 })
  }
  return folded
}
