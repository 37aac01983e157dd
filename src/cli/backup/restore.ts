import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { appendToLedger, ledgerFile, readLedger } from '../../erasure-ledger'
import { err, ok, type Result } from '../../kit/result'
import { ensureRoles } from '../../platform'
import { type BackupManifest, readManifest, restoreCluster } from '../../platform/postgres'
import { markRestored } from '../../reapply-erasures'
import { type CliCommand, type CommandContext, WrongCall } from '../command'
import { askServer, DUMP, requireTool, runOn, sha256Of } from './dump-database'
import { bringLogFiles } from './log-files'

/** `asar restore FOLDER`: a backup into a data folder without a database; what was erased since is erased again at the next start. */
export const restore: CliCommand = {
  name: 'restore',
  usage: 'restore FOLDER [--erasures FILE] [--json]',
  summary: 'Puts a backup into an empty data folder (ASAR_DATA) or database (DATABASE_URL), checked file by file.',
  run: async (context) => {
    const { values, positionals } = parseArgs({
      args: [...context.words],
      allowPositionals: true,
      options: { erasures: { type: 'string' } },
    })
    const [folder, ...more] = positionals
    if (folder === undefined || more.length > 0) throw new WrongCall('Expected the folder of one backup.')
    const source = resolve(folder)
    const manifest = await readManifest(source)
    if (!manifest.ok) return refuse(context, manifest.error)
    const { dataFolder } = context.config
    await mkdir(dataFolder, { recursive: true, mode: process.geteuid?.() === 0 ? 0o711 : 0o700 })
    const done = await bringBack(context, source, manifest.value)
    if (!done.ok) return refuse(context, done.error)
    await bringLogFiles(source, dataFolder)
    const ledgers = [
      join(source, 'erasures.ndjson'),
      ...(values.erasures === undefined ? [] : [resolve(values.erasures)]),
    ]
    for (const ledger of ledgers) await appendToLedger(ledgerFile(dataFolder), await readLedger(ledger))
    const erasures = await readLedger(ledgerFile(dataFolder))
    const { at, journalPosition } = manifest.value
    if (context.json) context.print({ folder: source, at, journalPosition, erasures: erasures.length })
    else
      context.say(
        `Restored as of ${at}, journal up to ${journalPosition}. ${erasures.length} erasures are known and will be done again at the next start.\nWere more people erased elsewhere since? Put that installation's erasures.ndjson beside the data before you start: ${ledgerFile(resolve(dataFolder))}\nHas it published since? Put its log-checkpoint there too: the start then sees whether entries are lost, instead of signing a second past.`,
      )
    return 0
  },
}

function refuse({ say }: CommandContext, reason: string): 1 {
  say(reason)
  return 1
}

async function bringBack(
  { config, say }: CommandContext,
  source: string,
  manifest: BackupManifest,
): Promise<Result<null, string>> {
  if (config.databaseUrl !== undefined) {
    if (manifest.kind !== 'dump')
      return err(
        'This backup is a copy of an embedded database. Unset DATABASE_URL, and restore it into a data folder.',
      )
    await markRestored(config.dataFolder, manifest.at)
    return loadDump(config.databaseUrl, source, manifest)
  }
  if (manifest.kind !== 'copy')
    return err('This backup is a dump of a database of your own. Set DATABASE_URL to an empty PostgreSQL 18 database.')
  // The mark comes first: nothing may be served from these data before erasures were done again.
  await markRestored(config.dataFolder, manifest.at)
  const restored = await restoreCluster(source, manifest, config.dataFolder, (files, of) =>
    say(`${files} of ${of} files`),
  )
  return restored.ok ? ok(null) : restored
}

async function loadDump(databaseUrl: string, source: string, manifest: BackupManifest): Promise<Result<null, string>> {
  const server = await askServer(databaseUrl)
  if (!server.empty)
    return err('Expected an empty database behind DATABASE_URL, but it holds an installation of Asar already.')
  const file = join(source, DUMP)
  const expected = manifest.files[0]?.sha256
  if ((await sha256Of(file)) !== expected)
    return err(`${DUMP} is not what was backed up: its SHA-256 differs. Nothing was restored.`)
  await requireTool('pg_restore', server.version)
  await ensureRoles({ connectionString: databaseUrl })
  await runOn(databaseUrl, 'pg_restore', ['--no-owner', '--exit-on-error', '--single-transaction', file])
  return ok(null)
}
