import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A TypeScript file of the project: path from the root, and its text. */
export type SourceFile = { readonly path: string; readonly text: string }

/** Rooms from the top of the house down: each may import those above it only. */
export const roomsInOrder = [
  'places',
  'people',
  'standards',
  'organizations',
  'training',
  'paper',
  'volunteers',
  'needs',
  'allocation',
  'goods',
  'activities',
  'dispatch',
  'pairing',
  'rounds',
  'contributions',
  'badges',
  'safety',
  'projects',
  'indicators',
  'reports',
  'open',
  'notices',
  'line',
  'house',
  'cli',
]

/** What every room stands on; none of these imports a room. */
export const foundations = ['verify', 'kit', 'platform', 'journal', 'web']

/** Every `.ts` and `.tsx` file below a folder. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') }))
}

/** Local imports of a file as paths from the root, without endings; a folder's door appears as the folder. */
export function importsOf({ path, text }: SourceFile): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)].map(([, target = '']) =>
    normalize(join(dirname(path), target)),
  )
}

/** `src/needs/commands.ts` → `needs`; files directly in `src` belong to nobody. */
export const ownerOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(`${path}/`)?.[1]

/** Whether a file is a test or a test's helper. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$|\.(fixture|testing)\.tsx?$/.test(path) || path.startsWith('test/')
