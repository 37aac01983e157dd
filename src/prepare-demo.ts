import { resolve } from 'node:path'
import { openApp, rooms } from './app'
import { prepareDemo as prepare } from './house'
import type { Result } from './kit/result'
import type { Config, ConnectionSettings, Log } from './platform'

/**
 * Before anything is served: makes sure that this database may be served with, or without, `--demo`, and loads the demonstration into an
 * empty one. Nothing of the house works in the background meanwhile, since the story is told in a time of its own.
 * @returns what stands in the way, in one sentence that says what to do
 */
export async function prepareDemo(
  config: Config,
  connection: ConnectionSettings,
  log: Log,
): Promise<Result<null, string>> {
  const publicFolder = resolve(import.meta.dirname, '../public')
  const app = await openApp({ config, connection: unhurried(connection), log, publicFolder, background: false })
  try {
    const prepared = await prepare({ ...app, rooms })
    return prepared.ok ? prepared : { ok: false, error: prepared.error.message }
  } finally {
    await app.stop()
  }
}

// A demonstration that was not loaded to its end is never served, so no commit of its story has to wait for the disk.
const unhurried = (connection: ConnectionSettings): ConnectionSettings => ({
  ...connection,
  options: '-c synchronous_commit=off',
})
