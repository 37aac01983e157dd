/** The number of hours under each definition. */
export const twoDefinitions = { national: 'hours-national', ilo: 'hours-ilo' } as const

/** Numbers of what one of the two counts and the other does not: together they are the difference. */
export const differing = ['hours-paid-time', 'hours-unknown-basis'] as const

/**
 * Where the two agree and where they part, in the order of the page. Words are `indicators.two.<id>.what|national|ilo`; `number` holds how
 * much it is, where anything is recorded of it.
 */
export const comparedAspects: readonly { readonly id: string; readonly number?: string }[] = [
  { id: 'work' },
  { id: 'paid-time', number: 'hours-paid-time' },
  { id: 'unknown', number: 'hours-unknown-basis' },
  { id: 'compulsory', number: 'hours-compulsory' },
  { id: 'own-family' },
  { id: 'age', number: 'hours-by-age' },
  { id: 'unrecorded' },
]
