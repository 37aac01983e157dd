import { type ConstraintId, constraints } from '../constraints'
import { listExclusions } from '../rank-candidates'
import { estimateTravel } from '../travel'
import { atAnyTime } from './at-any-time'
import type { Crews } from './crews'
import type { PostPairs } from './post-pairs'
import type { PlanPerson, PlanPost, PostShortage, PostsProblem } from './posts-problem'

/** Why seats of a post stay empty, by the rules as they stood before anything was planned; undefined where none does. */
export function whyPostShort(
  problem: PostsProblem,
  at: PlanPost,
  people: readonly PlanPerson[],
  { keptBy, able }: PostPairs,
  crews: Crews,
): PostShortage | undefined {
  const missing = at.seats - crews.size(at)
  if (missing <= 0) return undefined
  const out = new Set([...at.asked, ...at.post.present])
  const only = new Map<ConstraintId, number>()
  for (const person of people) {
    if (out.has(person.id)) continue
    const [one, another] = listExclusions(
      at.anyTime ? atAnyTime(person, at.post) : person,
      at.post,
      problem.travel ?? estimateTravel,
    )
    if (one !== undefined && another === undefined) only.set(one.rule, (only.get(one.rule) ?? 0) + 1)
  }
  const could = (able.get(at) ?? []).filter((person) => !crews.has(person, at)).length
  const most = constraints.reduce<ConstraintId | undefined>(
    (found, { id }) => ((only.get(id) ?? 0) > (found === undefined ? 0 : (only.get(found) ?? 0)) ? id : found),
    undefined,
  )
  const binding =
    could >= missing ? 'elsewhere' : (most ?? (people.length === 0 ? 'nobody' : could > 0 ? 'elsewhere' : 'several'))
  return { missing, able: could, keptBy: keptBy.get(at) ?? new Map(), keptOnlyBy: only, binding }
}
