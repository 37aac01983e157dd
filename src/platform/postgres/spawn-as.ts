import { type ChildProcess, execFile, type StdioOptions, spawn } from 'node:child_process'
import type { Identity } from './identity'

/** Extra options of {@link spawnAs}. */
export interface SpawnAsOptions {
  readonly stdio: StdioOptions
  /** A session of its own, so that Ctrl-C in the terminal reaches Asar alone, which then stops the server in order. */
  readonly detached?: boolean
}

/** Starts a program as the given identity, in the root folder and with a clean environment. */
export function spawnAs(identity: Identity, program: string, args: string[], options: SpawnAsOptions): ChildProcess {
  const [command = program, ...rest] = commandLine(identity, program, args)
  return spawn(command, rest, {
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: options.stdio,
    detached: options.detached ?? false,
    ...(identity.kind === 'switch' ? { uid: identity.uid, gid: identity.gid } : {}),
  })
}

/** Whether the program runs to its end with exit code 0 as this identity. */
export function canRunAs(identity: Identity, program: string, args: string[]): Promise<boolean> {
  const [command = program, ...rest] = commandLine(identity, program, args)
  const user = identity.kind === 'switch' ? { uid: identity.uid, gid: identity.gid } : {}
  return new Promise((resolve) => {
    try {
      execFile(command, rest, { cwd: '/', timeout: 5000, ...user }, (error) => resolve(error === null))
    } catch {
      resolve(false)
    }
  })
}

function commandLine(identity: Identity, program: string, args: string[]): string[] {
  if (identity.kind !== 'namespace') return [program, ...args]
  return ['unshare', '--user', `--map-user=${identity.mappedUid}`, '--', program, ...args]
}
