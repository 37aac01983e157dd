import type { View } from '../../web'

/** State of a need as those who work on it read it: to them nobody says "your confirmation". */
export const stateInWords = (v: Pick<View, 't'>, state: string): string =>
  v.t(`needs.state.${state === 'helped' ? 'helpedUnconfirmed' : state}`)
