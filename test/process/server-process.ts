import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A server as a stranger starts it: the built program in a process of its own. */
export type ServerProcess = {
  readonly url: string
  readonly child: ChildProcess
  /** Everything it printed so far. */
  output(): string
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** A port that is free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address')
  return address.port
}

/** An empty folder for data; `remove` takes it away. */
export async function dataFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'asar-process-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Starts the built server on a data folder and waits until it is ready, or has ended. */
export const startServer = (
  folder: string,
  args: readonly string[] = ['--demo'],
  env: Record<string, string> = {},
): Promise<ServerProcess> => startBuilt('main.js', folder, args, env)

/** Starts one more web process beside the server of a data folder. */
export const startWeb = (folder: string): Promise<ServerProcess> => startBuilt('cli.js', folder, ['web'], {})

async function startBuilt(
  program: string,
  folder: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<ServerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [join(root, 'dist/server', program), ...args], {
    cwd: root,
    env: { ...process.env, ASAR_DATA: folder, PORT: String(port), HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stdout.on('data', (data) => {
    printed += data
  })
  child.stderr.on('data', (data) => {
    printed += data
  })
  // `close` comes when everything printed has been read, `exit` may come before.
  const ended = new Promise<number | null>((done) => child.once('close', done))
  for (let waited = 0; waited < 900 && child.exitCode === null; waited++) {
    const ready = await fetch(`${url}/readyz`).catch(() => undefined)
    if (ready?.ok) break
    await new Promise((later) => setTimeout(later, 100))
  }
  if (child.exitCode !== null) await ended
  return {
    url,
    child,
    output: () => printed,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
