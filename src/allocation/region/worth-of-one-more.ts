import type { Prices } from './prices-of'
import { type Region, worth } from './region'

/** What more people would be worth, by the prices of a plan: the list to recruit from. */
export type OneMore = {
  /** For each post of the problem: people it is short of. */
  readonly missing: Int32Array
  /** For each post: what one more seat there would add at most. */
  readonly seat: Float64Array
  /** For each post: what one more person who may take it and no other would add at most, who lives there. Each 100 m away takes 1 from it. */
  readonly person: Float64Array
  /** By competence and level, most worth first; those who would add nothing are left out. */
  readonly competences: readonly {
    readonly competence: number
    readonly level: number
    /** What one more person would add at the best post that asks for it. */
    readonly worth: number
    readonly bestPost: number
    /** People missing on all posts that ask for it. */
    readonly missing: number
  }[]
}

/** Shadow prices of a plan, each true as "at most" but for the slack the plan was made with. */
export function worthOfOneMore({ posts }: Region, { price, priceMax, taken }: Prices): OneMore {
  const missing = Int32Array.from(taken, (seats, j) => Math.max(0, posts.seats[j]! - seats))
  const person = priceMax.map((cost, j) => Math.max(0, worth(posts.priority[j]!, 0) - cost))
  const found = new Map<
    number,
    { competence: number; level: number; worth: number; bestPost: number; missing: number }
  >()
  for (let j = 0; j < posts.count; j++) {
    const [competence, level] = [posts.competence[j]!, posts.level[j]!]
    const key = competence * 4 + level
    const row = found.get(key) ?? { competence, level, worth: 0, bestPost: j, missing: 0 }
    row.missing += missing[j]!
    if (posts.seats[j]! > 0 && person[j]! > row.worth) {
      row.worth = person[j]!
      row.bestPost = j
    }
    found.set(key, row)
  }
  const competences = [...found.values()].filter((row) => row.worth > 0)
  competences.sort(
    (a, b) => b.worth - a.worth || b.missing - a.missing || a.competence - b.competence || a.level - b.level,
  )
  return { missing, seat: price.slice(), person, competences }
}
