import { type Fairness, fairnessOf } from '../fairness'
import type { Crews } from './crews'
import type { PlanPerson, PlanPost, PostsProblem } from './posts-problem'

/**
 * How evenly work is spread over everyone who says when they are free: as it stands, and with everybody the plan asks or proposes.
 * Counted are minutes of the last 28 days and those ahead.
 */
export function fairnessOfPlan(
  { now }: Pick<PostsProblem, 'now'>,
  people: readonly PlanPerson[],
  posts: readonly PlanPost[],
  crews: Crews,
): { readonly before: Fairness; readonly with: Fairness } {
  const given = new Map(people.filter(isAvailable).map((person) => [person.id, minutesGiven(person, now)]))
  const before = fairnessOf([...given.values()])
  for (const at of posts) {
    for (const { id } of crews.crew(at)) {
      const minutes = given.get(id)
      if (minutes !== undefined) given.set(id, minutes + at.post.end - at.post.start)
    }
  }
  return { before, with: fairnessOf([...given.values()]) }
}

const isAvailable = ({ availability }: PlanPerson): boolean => availability.length > 0

const minutesGiven = ({ recentMinutes, occupied }: PlanPerson, now: number): number =>
  occupied.reduce(
    (sum, { start, end, work }) => sum + (work ? Math.max(0, end - Math.max(start, now)) : 0),
    recentMinutes,
  )
