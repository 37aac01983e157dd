import type { CommandContext, ExitCode } from '../command'
import type { ImportReport } from './report'

const REPORTED_SHOWN = 50
/** What a line of the file is called: features of a map are counted, not lines. */
const place = { outlines: 'feature', places: 'line', volunteers: 'line', needs: 'line' } as const

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
  if (!json)
    for (const { line, column, expected, got } of reported.slice(0, REPORTED_SHOWN))
      say(`  ${place[report.kind]} ${line}, ${column || 'the row'}: expected ${expected}, got ${got}`)
  if (!json && reported.length > REPORTED_SHOWN)
    say(`  … and ${reported.length - REPORTED_SHOWN} more; --json shows all.`)
  if (wanted && !report.applied) say('Nothing was applied, because of the lines above.')
  else if (!wanted) say('Nothing was written: this was a dry run. Add --apply to do it.')
  return wanted && !report.applied ? 1 : 0
}
