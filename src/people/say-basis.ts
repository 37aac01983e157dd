import type { View } from '../web'
import { lawfulBases } from './person'

/** A lawful basis in words: those of the law translated, an inviter's own words as they are. */
export const sayBasis = (t: View['t'], basis: string): string =>
  lawfulBases.some((one) => one === basis) ? t(`people.basis.${basis}`) : basis
