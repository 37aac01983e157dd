import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { AnswerTo, PlannerTask } from './planner-messages'

/**
 * Has rounds planned in a thread of its own, so that pages stay quick meanwhile.
 * @throws whatever the planner threw: a problem that cannot be meant is a bug of whoever built it
 */
export function askPlanner<Task extends PlannerTask>(task: Task): Promise<AnswerTo<Task>> {
  const worker = new Worker(builtPlanner())
  return new Promise<AnswerTo<Task>>((answered, failed) => {
    worker.once('message', answered)
    worker.once('error', failed)
    worker.once('exit', (code) => failed(new Error(`the planner of rounds ended with ${code} and no answer`)))
    worker.postMessage(task)
  })
}

/** The planner as built: beside the server that runs, or in the project when this file runs as it stands. */
function builtPlanner(): string {
  const here = import.meta.dirname
  const beside = join(here, 'rounds-worker.js')
  return existsSync(beside) ? beside : resolve(here, '../../../dist/server/rounds-worker.js')
}
