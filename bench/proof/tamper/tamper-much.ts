import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../../src/app'
import { newChance } from '../../../src/kit/chance'
import { unwrap } from '../../../src/kit/result'
import { publishRelease } from '../../../src/open'
import { parseConfig, silentLog } from '../../../src/platform'
import { fillRecord } from '../../../test/fill-record'
import { makeHome } from '../../../test/open-release'
import { copyOf, downloadOf, openRows, type Tampering, tamperWithDownload, tamperWithFile } from '../../../test/tamper'
import type { BenchDatabase } from '../../database'
import type { Figure } from '../../figure'

const FILE_CHANGES = 6500
const DOWNLOAD_CHANGES = 2000
const ROW_CHANGES = 1500

/** Ten thousand single bytes changed at random, in published files, receipts, downloads of open data and rows of the database: all are to be found and named. */
export async function tamperMuch(database: BenchDatabase): Promise<Figure[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'asar-bench-tamper-'))
  await database.load(async (client) => {
    await client.query(`INSERT INTO settings (key, value) VALUES ('demo', '{"startedAt": "2026-11-22T10:00:00Z"}')`)
  })
  const app = await openApp({
    config: { ...unwrap(parseConfig({}, [])), dataFolder },
    connection: database.connection('asar_app'),
    log: silentLog,
    publicFolder: 'dist/public',
    background: true,
    seals: true,
  })
  try {
    await fillRecord(app.system)
    await app.journal.caughtUp()
    const copy = await copyOf(app.http, app.system.db)
    const missed: Tampering[] = []
    const files = newChance('many files')
    for (let change = 0; change < FILE_CHANGES; change++) note(await tamperWithFile(copy, files.next), missed)
    await makeHome(database.connection('postgres'))
    const release = unwrap(await publishRelease(app.system))
    await app.journal.caughtUp()
    const download = await downloadOf(app.http, release, await copyOf(app.http, app.system.db))
    const downloads = newChance('many downloads')
    for (let change = 0; change < DOWNLOAD_CHANGES; change++)
      note(await tamperWithDownload(download, downloads.next), missed)
    const rows = await openRows(database.connection('postgres'), app.system.db)
    const chance = newChance('many rows')
    for (let change = 0; change < ROW_CHANGES; change++) note(await rows.tamper(chance.next), missed)
    await rows.close()
    for (const { changed, findings } of missed) console.error(`missed: ${changed}: ${JSON.stringify(findings)}`)
    const all = FILE_CHANGES + DOWNLOAD_CHANGES + ROW_CHANGES
    return [
      {
        figure: `single bytes changed in files and receipts (${FILE_CHANGES}), downloads (${DOWNLOAD_CHANGES}) and rows (${ROW_CHANGES})`,
        ours: `${all - missed.length} found and named`,
        other: String(all),
        judged: `${((100 * (all - missed.length)) / all).toFixed(2)} %`,
        limit: '100 %',
        holds: missed.length === 0,
      },
    ]
  } finally {
    await app.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

function note(tampering: Tampering, missed: Tampering[]): void {
  if (!tampering.isNamed) missed.push(tampering)
}
