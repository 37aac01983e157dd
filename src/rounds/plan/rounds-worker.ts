import { parentPort } from 'node:worker_threads'
import { planRounds } from '../../allocation'
import { repairWithFewMoves } from './few-moves'
import type { PlannerAnswer, PlannerTask } from './planner-messages'

const STEPS_MAX = 60_000

const answerTo = (task: PlannerTask): PlannerAnswer => {
  if (task.kind === 'repair')
    return { kind: 'repair', repaired: repairWithFewMoves(task.problem, task.running, task.change) }
  const end = performance.now() + task.seconds * 1000
  const budget = { seed: 1, stepsMax: STEPS_MAX, stop: () => performance.now() >= end }
  return { kind: 'plan', answer: planRounds(task.problem, budget) }
}

parentPort?.once('message', (task: PlannerTask) => {
  parentPort?.postMessage(answerTo(task))
  parentPort?.close()
})
