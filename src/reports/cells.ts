import type { View } from '../web'
import type { ReportCell } from './report'

/** Words as a cell; with a path they lead somewhere. */
export const words = (said: string, href?: string): ReportCell => ({
  said,
  value: said,
  ...(href === undefined ? {} : { href }),
})

/** A count as a cell; null may not be said, or is not known: `hidden` says which. */
export const count = (v: View, value: number | null, hidden: string): ReportCell =>
  value === null ? { said: hidden, value: null } : { said: v.say.number(value), value }

/** A value that is said in words of its own, such as a duration; with a path it opens to what it counts. */
export const valued = (value: number | null, said: string, href?: string): ReportCell => ({
  said,
  value,
  ...(href === undefined || value === null ? {} : { href }),
})
