import { resolve } from 'node:path'
import { openApp } from '../app'
import { openDatabase } from '../open-database'
import { jsonLog } from '../platform'
import { refuseOlderDatabase } from '../refuse-older-database'
import { serve } from '../serve'
import type { CliCommand } from './command'

/** `asar web`: one more web process on the database of the running server; `PORT` tells them apart. */
export const web: CliCommand = {
  name: 'web',
  usage: 'web',
  summary: 'One more web process beside the running server; set PORT to a free one.',
  run: async ({ config, say }) => {
    const { cluster, app: connection } = await openDatabase(config, 'guest')
    await refuseOlderDatabase(config, connection)
    const app = await openApp({
      config,
      connection,
      log: jsonLog,
      publicFolder: resolve(import.meta.dirname, '../public'),
      background: true,
      seals: true,
    })
    await serve(app, config, async () => cluster?.stop())
    say(`A further web process is running at http://${config.host}:${config.port}`)
    return new Promise(() => {})
  },
}
