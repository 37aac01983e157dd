import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newChance } from '../../kit/chance'
import { err, ok, type Result } from '../../kit/result'
import { loadTableFile, type TableFile } from '../../kit/table-file'
import type { Config } from '../../platform'
import { type Mapping, recognizeMapping } from '../import/mapping'
import { type CrisisTables, imagineTables } from './imagine-tables'
import type { SimulationReport } from './measure'
import { type DrillProgress, playCrisis } from './play-crisis'
import { openSpace } from './space'

/** What to play: an imagined crisis of a size, or the lists in a folder; and whether to compare ways of asking. */
export type Drill = { readonly seed: string; readonly compare: boolean } & (
  | { readonly volunteers: number; readonly needs: number }
  | { readonly folder: string }
)

const DAYS = 3
const WEB_SHARE = 0.4

/**
 * Plays a drill in a database of its own, which is gone afterwards; live tables are never touched. For the command line and the desk.
 * @returns the report, or a sentence that says why the folder cannot be played
 */
export async function startDrill(
  config: Config,
  drill: Drill,
  onProgress: (progress: DrillProgress) => void = () => {},
): Promise<Result<SimulationReport, string>> {
  const tables =
    'folder' in drill
      ? await readFolder(drill.folder)
      : ok(imagineTables(drill.volunteers, drill.needs, newChance(drill.seed)))
  if (!tables.ok) return tables
  const space = await openSpace(config)
  try {
    const webShare = 'folder' in drill ? 0 : WEB_SHARE
    const crisis = { tables: tables.value, seed: drill.seed, webShare, days: DAYS, compare: drill.compare }
    return ok(await playCrisis(config, space.app, crisis, onProgress))
  } finally {
    await space.drop()
  }
}

/** The two lists of a folder, volunteers.csv and requests.csv (or .xlsx), with the mapping both are read by. */
export async function readFolder(folder: string): Promise<Result<CrisisTables, string>> {
  const names = await readdir(folder).catch(() => undefined)
  if (names === undefined)
    return err(`Expected a folder with volunteers.csv and requests.csv, but ${folder} cannot be read.`)
  const [volunteers, needs] = await Promise.all([
    readList(folder, names, /^volunteers\.(csv|xlsx)$/i),
    readList(folder, names, /^(requests|needs)\.(csv|xlsx)$/i),
  ])
  if (volunteers === undefined)
    return err(`Expected volunteers.csv or volunteers.xlsx in ${folder}, with a header and rows.`)
  if (needs === undefined) return err(`Expected requests.csv or requests.xlsx in ${folder}, with a header and rows.`)
  const mapping: Mapping | undefined =
    recognizeMapping('needs', needs.header) ?? recognizeMapping('volunteers', volunteers.header)
  if (mapping === undefined)
    return err(`No mapping of the project fits these columns: ${needs.header.join(', ')}. Add one to mappings/.`)
  return ok({ mapping, volunteers, needs })
}

async function readList(folder: string, names: readonly string[], wanted: RegExp): Promise<TableFile | undefined> {
  const name = names.find((one) => wanted.test(one))
  const table = name === undefined ? undefined : await loadTableFile(join(folder, name))
  return table?.ok ? table.value : undefined
}
