/** What the pack of a country says of companions. */
export type CompanionLimits = {
  /** How many people one companion serves at once: more would be an office, not a neighbour. */
  readonly servedMax: number
  /** For how many days a person can agree beforehand. */
  readonly daysMax: number
}

let limitsOf: (country: string) => CompanionLimits = () => {
  throw new Error('no country pack has said what holds for companions')
}

/** The room that knows the packs of countries says what holds in each. Called once, when it loads. */
export const registerCompanionLimits = (find: (country: string) => CompanionLimits): void => {
  limitsOf = find
}

/** What holds for companions in a country. */
export const companionLimits = (country: string): CompanionLimits => limitsOf(country)
