/** Something done with no network. */
export type Report = {
  readonly key: string
  readonly path: string
  readonly body: string
  readonly label: string
  readonly at: string
  /** A long form, which its person may open again as it was typed. */
  readonly reopens?: boolean
  /** What the server said when it did not take it. */
  readonly refused?: string
  /** The other side's choice where both are shown: what the button says, and what is sent with it. */
  readonly insist?: { readonly label: string; readonly body: string }
  /** What the server answered and is to be passed on, such as a number and a link. */
  readonly said?: { readonly words: string; readonly href: string }
}

// Written at once, before anything else happens: a page that is closed or reloaded in the next moment has lost nothing.
const NAME = 'asar-reports'
/** Room for a long form, asked for before anybody types one. */
const ROOM = 16_384

/** What waits, in the order in which it was done, and what came of what was sent. */
export function listReports(): Report[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(kept) ? (kept as Report[]) : []
  } catch {
    return []
  }
}

/** Whether a report still waits to be sent. */
export const isWaiting = ({ refused, said }: Report): boolean => refused === undefined && said === undefined

function keep(reports: readonly Report[]): boolean {
  try {
    if (reports.length === 0) localStorage.removeItem(NAME)
    else localStorage.setItem(NAME, JSON.stringify(reports))
    return true
  } catch {
    return false
  }
}

/** Whether the device has room for one more report. */
export function hasRoom(): boolean {
  try {
    localStorage.setItem(`${NAME}-room`, ' '.repeat(ROOM))
    return true
  } catch {
    return false
  } finally {
    localStorage.removeItem(`${NAME}-room`)
  }
}

/** Adds a report behind the others. @returns false where the device has no room for it */
export const putReport = (report: Report): boolean => keep([...listReports(), report])

/** Takes a report away that was taken, or seen by its person. */
export const removeReport = (key: string): boolean => keep(listReports().filter((report) => report.key !== key))

/** Puts another report in the place of the one with this key. */
export const replaceReport = (key: string, report: Report): boolean =>
  keep(listReports().map((one) => (one.key === key ? report : one)))
