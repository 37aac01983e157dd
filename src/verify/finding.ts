/** What kind of thing does not hold. */
export type Fault =
  | 'key'
  | 'checkpoint'
  | 'signature'
  | 'missing'
  | 'bundle'
  | 'entry'
  | 'order'
  | 'tile'
  | 'root'
  | 'growth'
  | 'row'
  | 'fact'
  | 'total'
  | 'file'
  | 'witness'

/** One thing that does not hold: what, where, what should stand there and what does. */
export type Finding = {
  readonly what: Fault
  readonly where: string
  readonly expected: string
  readonly found: string
}

/** Findings are listed up to here; whoever changed more is found out all the same. */
export const FINDINGS_MAX = 100

/** A list that takes findings up to {@link FINDINGS_MAX} and counts the rest. */
export function findingList() {
  const listed: Finding[] = []
  let count = 0
  return {
    add: (what: Fault, where: string, expected: string, found: string): void => {
      count += 1
      if (listed.length < FINDINGS_MAX) listed.push({ what, where, expected, found })
    },
    get count() {
      return count
    },
    listed: listed as readonly Finding[],
  }
}

/** Findings being gathered. */
export type Findings = ReturnType<typeof findingList>
