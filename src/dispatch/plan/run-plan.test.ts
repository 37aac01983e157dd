import { expect, test } from 'vitest'
import { planPosts } from '../../allocation'
import { largePlan } from './large-plan.testing'
import { findPlanRun, startPlan } from './run-plan'

const problem = largePlan()
const { people } = problem

test('a plan made beside the process is the plan, and everything else goes on meanwhile', async () => {
  let turns = 0
  const run = startPlan(problem, { steps: 100_000 })
  const count = () => {
    turns++
    if (findPlanRun() !== undefined) setImmediate(count)
  }
  count()
  // Another has to wait for this one.
  expect(startPlan(problem, { steps: 1 })).toBeUndefined()
  expect(await run?.done).toEqual({ kind: 'planned', solved: planPosts(problem, { seed: 1, stepsMax: 100_000 }) })
  expect(turns).toBeGreaterThan(people.length / 200)
  expect(run?.progress()).toBeDefined()
})

test('a plan is cancelled, runs out of time, or breaks: each is said, and the next one starts', async () => {
  const run = startPlan(problem, { seconds: 60 })
  run?.cancel()
  expect(await run?.done).toEqual({ kind: 'cancelled' })
  expect(findPlanRun()).toBeUndefined()
  expect(await startPlan(problem, { seconds: 0 })?.done).toMatchObject({ solved: { status: 'gave-up' } })
  expect(await startPlan({ ...problem, travelBand: 0 }, { steps: 1 })?.done).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('travel band'),
  })
  expect(await startPlan({ ...problem, people: [] }, { steps: 10 })?.done).toMatchObject({
    solved: { status: 'optimal', objective: 0 },
  })
})
