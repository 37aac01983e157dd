import { readHomeCountry } from '../places'
import type { Ctx } from '../platform'

/** The country of the house, where entries belong that are about the house itself; `ZZ` before the set-up. */
export const homeOf = async ({ db }: Ctx): Promise<string> =>
  (await readHomeCountry(db)).regions[0]?.id.slice(0, 2) ?? 'ZZ'
