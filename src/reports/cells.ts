import type { View } from '../web'
import type { ReportCell } from './report'

/** One sentence of a picture for whoever hears it: what it shows, then each of its amounts by name. */
export const heard = (caption: string, amounts: readonly (readonly [name: string, said: string])[]): string =>
  `${caption}: ${amounts.map(([name, said]) => `${name} – ${said}`).join('; ')}`

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
