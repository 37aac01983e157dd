import type { TestProject } from 'vitest/node'
import { startTestCluster } from './cluster'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { host: string; port: number; template: string }
  }
}

/** One database server for the whole run; files copy its template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster()
  const { host, port } = cluster.connection('asar_owner', cluster.template)
  project.provide('postgres', { host, port, template: cluster.template })
  return () => cluster.stop()
}
