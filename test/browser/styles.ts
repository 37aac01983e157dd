import { readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../../src/web/styles')

/** Style sheets and all they import, in order, as one text for a page that is not served. */
export function readStyles(...sheets: readonly string[]): string {
  return sheets.map((sheet) => read(path.join(folder, `${sheet}.css`))).join('\n')
}

const read = (file: string): string =>
  readFileSync(file, 'utf8').replace(/@import\s+"([^"]+)";/g, (_, target: string) =>
    read(path.join(path.dirname(file), target)),
  )
