import { execFileSync } from 'node:child_process'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { inject } from 'vitest'
import { dataFolder, startServer } from './server-process'

/**
 * A data folder that holds the demonstration as its first start left it: begun once in a run of tests, by whichever file needs it first,
 * and copied from there, because a first start takes most of the time that these tests take.
 */
export async function demoFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await dataFolder()
  await copyDemo(folder.path)
  return folder
}

/** Puts such a copy into a folder. */
export async function copyDemo(path: string): Promise<void> {
  const ready = await firstStart(inject('shared'))
  await mkdir(path, { recursive: true })
  // With its owners: the database belongs to another user where the tests run as root.
  execFileSync('cp', ['-a', `${ready}/.`, path])
}

async function firstStart(shared: string): Promise<string> {
  const [making, ready] = [join(shared, 'demo-making'), join(shared, 'demo')]
  const isReady = () =>
    access(ready).then(
      () => true,
      () => false,
    )
  while (!(await isReady())) {
    const isOurs = await mkdir(making, { mode: 0o711 }).then(
      () => true,
      () => false,
    )
    if (isOurs) await begin(making, ready)
    else await setTimeout(200)
  }
  return ready
}

async function begin(making: string, ready: string): Promise<void> {
  try {
    const server = await startServer(join(making, 'data'))
    const code = await server.end('SIGTERM')
    if (code !== 0) throw new Error(`the demonstration ended with ${code}: ${server.output()}`)
    await rename(join(making, 'data'), ready)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}
