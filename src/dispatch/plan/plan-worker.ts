import { parentPort } from 'node:worker_threads'
import { type PlanPerson, planPosts } from '../../allocation'
import type { FromPlanner, PlanBudget, ToPlanner } from './plan-messages'

/** Between two words of progress, so that they cost nothing beside the plan. */
const TELL_EVERY_MS = 100

const people: PlanPerson[] = []
const say = (message: FromPlanner): void => parentPort?.postMessage(message)

const toBudget = (budget: PlanBudget) => {
  if ('steps' in budget) return { seed: 1, stepsMax: budget.steps }
  const end = performance.now() + budget.seconds * 1000
  return { seed: 1, stepsMax: Number.POSITIVE_INFINITY, stop: () => performance.now() >= end }
}

parentPort?.on('message', (message: ToPlanner) => {
  if (message.kind === 'people') {
    people.push(...message.people)
    return
  }
  let told = 0
  const solved = planPosts({ ...message.problem, people }, toBudget(message.budget), (progress) => {
    if (performance.now() - told < TELL_EVERY_MS) return
    told = performance.now()
    say({ kind: 'progress', progress })
  })
  say({ kind: 'planned', solved })
  parentPort?.close()
})
