import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { PlanProgress, PostsPlan, PostsProblem, Solved } from '../../allocation'
import type { FromPlanner, PlanBudget, ToPlanner } from './plan-messages'

/** How a run ended. `failed`: the planner broke, which is a bug and stands in the log. */
export type PlanOutcome =
  | { readonly kind: 'planned'; readonly solved: Solved<PostsPlan> }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string }

/** A plan being made beside this process. */
export type PlanRun = {
  readonly done: Promise<PlanOutcome>
  /** How far it is; undefined before it said anything. */
  progress(): PlanProgress | undefined
  cancel(): void
}

/** So many people are written down for the planner at once: a few milliseconds. */
const PEOPLE_A_PART = 200

let running: PlanRun | undefined

/** The plan being made in this process, if any. */
export const findPlanRun = (): PlanRun | undefined => running

/**
 * Makes a plan in a thread of its own, so that pages stay quick however large it is.
 * @returns undefined where this process makes one already: whoever asks waits for that one, or says so
 */
export function startPlan(problem: Omit<PostsProblem, 'travel'>, budget: PlanBudget): PlanRun | undefined {
  if (running !== undefined) return undefined
  const worker = new Worker(builtPlanner())
  let progress: PlanProgress | undefined
  const done = new Promise<PlanOutcome>((end) => {
    worker.on('message', (message: FromPlanner) => {
      if (message.kind === 'progress') progress = message.progress
      else end(message)
    })
    worker.once('error', (cause) =>
      end({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) }),
    )
    worker.once('exit', () => end({ kind: 'cancelled' }))
  }).finally(() => {
    running = undefined
  })
  running = { done, progress: () => progress, cancel: () => void worker.terminate() }
  void sendAll(worker, problem, budget)
  return running
}

async function sendAll(worker: Worker, problem: Omit<PostsProblem, 'travel'>, budget: PlanBudget): Promise<void> {
  const { people, ...rest } = problem
  const send = (message: ToPlanner) => worker.postMessage(message)
  for (let from = 0; from < people.length; from += PEOPLE_A_PART) {
    send({ kind: 'people', people: people.slice(from, from + PEOPLE_A_PART) })
    await setImmediate()
  }
  send({ kind: 'plan', problem: rest, budget })
}

/** The planner as built: beside the server that runs, or in the project when this file runs as it stands. */
function builtPlanner(): string {
  const here = import.meta.dirname
  const beside = join(here, 'plan-worker.js')
  return existsSync(beside) ? beside : resolve(here, '../../../dist/server/plan-worker.js')
}
