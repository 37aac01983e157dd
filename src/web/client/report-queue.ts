/** Something done with no network. `refused`: what the server said when it did not take it. */
export type Report = {
  readonly key: string
  readonly path: string
  readonly body: string
  readonly label: string
  readonly at: string
  readonly refused?: string
}

// Written at once, before anything else happens: a page that is closed or reloaded in the next moment has lost nothing.
const NAME = 'asar-reports'

/** What waits, in the order in which it was done. */
export function listReports(): Report[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(kept) ? (kept as Report[]) : []
  } catch {
    return []
  }
}

function keep(reports: readonly Report[]): boolean {
  try {
    if (reports.length === 0) localStorage.removeItem(NAME)
    else localStorage.setItem(NAME, JSON.stringify(reports))
    return true
  } catch {
    return false
  }
}

/** Adds a report behind the others. @returns false where the device has no room for it */
export const putReport = (report: Report): boolean => keep([...listReports(), report])

/** Takes a report away that was taken, or seen by its person. */
export const removeReport = (key: string): boolean => keep(listReports().filter((report) => report.key !== key))

/** Writes down what became of a report. */
export const updateReport = (report: Report): boolean =>
  keep(listReports().map((one) => (one.key === report.key ? report : one)))
