import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { erasureLedger, ledgerFile } from '../../erasure-ledger'
import { catchUp } from '../../journal'
import { openDatabase } from '../../open-database'
import type { Config } from '../../platform'
import { type BackupManifest, backUpCluster } from '../../platform/postgres'
import { type CliCommand, type CommandContext, WrongCall } from '../command'
import { version } from '../version'
import { rememberBackup } from './backups-made'
import { copyFileIfThere } from './copy-if-there'
import { dumpDatabase } from './dump-database'
import { copyLogFiles } from './log-files'

/** `asar backup FOLDER`: a copy of everything, while people go on working. */
export const backup: CliCommand = {
  name: 'backup',
  usage: 'backup FOLDER [--json]',
  summary: 'Copies the database into a new folder, with the server running or stopped. Keep it like the data itself.',
  run: async (context) => {
    const { positionals } = parseArgs({ args: [...context.words], allowPositionals: true, options: {} })
    const [folder, ...more] = positionals
    if (folder === undefined || more.length > 0) throw new WrongCall('Expected one folder for the backup.')
    const target = resolve(folder)
    await mkdir(target, { recursive: true, mode: 0o700 })
    if ((await readdir(target)).length > 0)
      throw new WrongCall(`Expected a new or empty folder, but ${target} holds something already.`)
    const manifest = await backUp(context, target)
    await rememberBackup(context.config.dataFolder, { at: manifest.at, folder: target })
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    const { kind, at, postgres, journalPosition } = manifest
    if (context.json)
      context.print({ folder: target, kind, at, postgres, journalPosition, files: manifest.files.length, bytes })
    else
      context.say(
        `${manifest.files.length} files, ${Math.ceil(bytes / 1_000_000)} MB, journal up to ${journalPosition}: ${target}\nIt holds personal data: keep it where the data itself may be. Bring it back with \`asar restore ${folder}\`.`,
      )
    return 0
  },
}

async function backUp(context: CommandContext, target: string): Promise<BackupManifest> {
  const { config, say, withApp } = context
  const facts = { at: Temporal.Now.instant().toString(), asar: version }
  // What was erased so far is in the ledger before the copy begins.
  await withApp(async ({ system, journal }) => {
    await journal.caughtUp()
    await catchUp(system.db, erasureLedger(config.dataFolder))
  })
  // The checkpoint before the database: the copy must not be older than what it remembers.
  await copyLogFiles(config.dataFolder, target)
  const manifest =
    config.databaseUrl === undefined
      ? await copy(config, target, facts, say)
      : await dumpDatabase(config.databaseUrl, target, facts)
  await copyFileIfThere(ledgerFile(config.dataFolder), join(target, 'erasures.ndjson'))
  return manifest
}

async function copy(
  config: Config,
  target: string,
  facts: { at: string; asar: string },
  say: (line: string) => void,
): Promise<BackupManifest> {
  const { cluster } = await openDatabase(config, 'command')
  if (cluster === undefined) throw new Error('expected the embedded database server')
  try {
    return await backUpCluster(cluster, target, facts, (files, bytes) =>
      say(`${files} files, ${Math.ceil(bytes / 1_000_000)} MB`),
    )
  } finally {
    await cluster.stop()
  }
}
