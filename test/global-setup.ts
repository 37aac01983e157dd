import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startTestCluster } from './cluster'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { host: string; port: number; template: string }
    /** A folder for what files make once and share. */
    shared: string
  }
}

/** One database server for the whole run; files copy its template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  const { host, port } = cluster.connection('asar_owner', cluster.template)
  project.provide('postgres', { host, port, template: cluster.template })
  const shared = await mkdtemp(join(tmpdir(), 'asar-shared-'))
  // As root the database runs as another user, who has to pass through.
  await chmod(shared, 0o711)
  project.provide('shared', shared)
  return async () => {
    await cluster.stop()
    await rm(shared, { recursive: true, force: true })
  }
}
