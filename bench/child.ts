import { type ChildProcess, fork, spawn } from 'node:child_process'
import { join } from 'node:path'

const runner = join(import.meta.dirname, '../bin/run.js')
const environment = { ...process.env, NODE_ENV: 'production', TZ: 'UTC' }

/** Another process of the benchmark, spoken to in messages: a server or a crowd of clients. */
export type Child = {
  readonly process: ChildProcess
  /** Sends a message and waits for its answer, in order. */
  ask<T>(message: Record<string, unknown>): Promise<T>
  stop(): Promise<void>
}

const programOf = (file: string): string[] =>
  file.endsWith('.js') ? [file] : [runner, join(import.meta.dirname, file)]

/** Starts a module of this folder as a process of its own; it must answer every message by one. Built files (`.js`) run by themselves. */
export async function startChild(
  file: string,
  args: readonly string[] = [],
  nodeArgs: readonly string[] = [],
): Promise<Child> {
  const [program = '', ...words] = programOf(file)
  const child = fork(program, [...words, ...args], {
    env: environment,
    execArgv: [...nodeArgs],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting: { resolve: (answer: never) => void; reject: (cause: Error) => void }[] = []
  child.on('message', (answer) => waiting.shift()?.resolve(answer as never))
  child.on('exit', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${file} ended with ${code}`))
  })
  const next = <T>(): Promise<T> => new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  await next()
  return {
    process: child,
    ask: (message) => {
      const answer = next<never>()
      child.send(message)
      return answer
    },
    stop: async () => {
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** For the child: says it is ready and answers each message by what `answer` returns. */
export function answerParent(answer: (message: Record<string, unknown>) => unknown): void {
  process.on('message', async (message) => {
    process.send?.((await answer(message as Record<string, unknown>)) ?? {})
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({})
}

/** Runs a section in a process of its own, built where its file is (`.js`); what it wrote to standard output, null when it failed. */
export function runSection(file: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, programOf(file), {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('exit', (code) => resolve(code === 0 ? output : null))
  })
}
