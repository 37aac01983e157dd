import { type Region, slotsPerHour } from './region'

/** Rules that keep a person from a post. */
export const rules = ['competence', 'language', 'reach', 'free', 'hours'] as const
/** A rule that keeps a person from a post. */
export type Rule = (typeof rules)[number]

/** Why a post stays short. */
export type Shortage = {
  /** People whom no rule keeps from it. */
  readonly able: number
  /** People whom this rule alone keeps from it. */
  readonly keptOnlyBy: { readonly [rule in Rule]: number }
  /**
   * `taken` where enough people are able and are worth more elsewhere; otherwise the rule that alone keeps the most people away, of equals
   * the first in the order of {@link rules}; `several` where nobody is one rule away.
   */
  readonly binding: Rule | 'taken' | 'several'
}

/**
 * Which rule a post falls short by. Looks at everybody once.
 * @param post number in the problem
 * @throws {RangeError} for a post that is not there
 */
export function whyShort(region: Region, post: number): Shortage {
  const { people, posts } = region
  if (!Number.isInteger(post) || post < 0 || post >= posts.count)
    throw new RangeError(`expected a post from 0 to ${posts.count - 1}, got ${post}`)
  const kept = { competence: 0, language: 0, reach: 0, free: 0, hours: 0 }
  let able = 0
  for (let i = 0; i < people.count; i++) {
    const only = onlyRule(region, i, post)
    if (only === undefined) able++
    else if (only !== 'several') kept[only]++
  }
  const binding = rules.reduce((most, rule) => (kept[rule] > kept[most] ? rule : most), rules[0])
  if (able >= posts.seats[post]!) return { able, keptOnlyBy: kept, binding: 'taken' }
  return { able, keptOnlyBy: kept, binding: kept[binding] > 0 ? binding : 'several' }
}

/** The one rule that keeps a person from a post; undefined where none does. */
function onlyRule(region: Region, person: number, post: number): Rule | 'several' | undefined {
  let only: Rule | undefined
  for (const rule of rules) {
    if (!breaks[rule](region, person, post)) continue
    if (only !== undefined) return 'several'
    only = rule
  }
  return only
}

const breaks: { readonly [rule in Rule]: (region: Region, person: number, post: number) => boolean } = {
  competence: ({ people, posts, competences }, i, j) =>
    people.level[i * competences + posts.competence[j]!]! < posts.level[j]! ||
    (posts.competence2[j]! >= 0 && people.level[i * competences + posts.competence2[j]!] === 0),
  language: ({ people, posts }, i, j) => ((people.languages[i]! >> posts.language[j]!) & 1) === 0,
  reach: ({ people, posts }, i, j) =>
    (people.x[i]! - posts.x[j]!) ** 2 + (people.y[i]! - posts.y[j]!) ** 2 > people.reach[i]! ** 2,
  free: ({ people, posts, words }, i, j) => {
    for (let s = posts.start[j]!; s < posts.end[j]!; s++)
      if (((people.free[i * words + (s >> 5)]! >>> (s & 31)) & 1) === 0) return true
    return false
  },
  hours: ({ people, posts }, i, j) => posts.end[j]! - posts.start[j]! > people.hoursMax[i]! * slotsPerHour,
}
