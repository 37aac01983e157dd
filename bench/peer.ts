import { createRequire } from 'node:module'
import { resolve } from 'node:path'

// From the root, where the benchmark is started: a module that was built lies elsewhere.
const require = createRequire(resolve('bench/package.json'))

/** A package that we are measured beside, from this folder's own lock file; undefined where it is not installed. */
export function findPeer<T>(name: string): T | undefined {
  try {
    return require(name) as T
  } catch {
    return undefined
  }
}
