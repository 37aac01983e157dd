import type { RowReport } from '../../kit/table-file'
import type { ReadRow } from './read-rows'

/** What is to be done with a row of a list. */
export type Step = 'create' | 'update' | 'leave'

/** A row whose reference stands in the file twice is reported where it comes again. */
export function rowTwice(row: ReadRow, ref: string, seen: Map<string, number>): RowReport | undefined {
  const earlier = seen.get(ref)
  if (earlier === undefined) {
    seen.set(ref, row.line)
    return undefined
  }
  return {
    line: row.line,
    column: row.column('ref'),
    expected: `another reference than line ${earlier}`,
    got: row.get('ref') || 'the same row',
  }
}
