import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Folder of the published instances with their best known values; another may be named by `ASAR_INSTANCES`. */
export const instances = process.env.ASAR_INSTANCES ?? join(import.meta.dirname, '../../../shared/bench')

/** The text of an instance, which may lie there compressed. */
export const instanceText = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8') : gunzipSync(readFileSync(`${file}.gz`)).toString('utf8')

/** Rows of a table of best known values without its heading; none where the folder is not there. */
export function tableRows(file: string): string[][] {
  if (!existsSync(file)) return []
  const [, ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  return rows.map((row) => row.split(','))
}
