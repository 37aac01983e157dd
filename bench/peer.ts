import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(join(import.meta.dirname, 'package.json'))

/** A package that we are measured beside, from this folder's own lock file; undefined where it is not installed. */
export function findPeer<T>(name: string): T | undefined {
  try {
    return require(name) as T
  } catch {
    return undefined
  }
}
