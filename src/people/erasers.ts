import type { Db, Tx } from '../platform'

/** Deletes or empties what a room keeps about a person; runs inside the erasing command, after the person's row is locked. */
export type Eraser = (tx: Tx, personId: string) => Promise<void>

/** Everything a room keeps about a person, as plain data for their export. */
export type Exporter = (db: Db, personId: string) => Promise<unknown>

const erasers = new Map<string, Eraser>()
const exporters = new Map<string, Exporter>()

/** A room says how to erase what it keeps about a person. Called once, when the room loads. */
export const registerEraser = (name: string, erase: Eraser): void => {
  if (erasers.has(name)) throw new Error(`eraser ${name} is registered twice`)
  erasers.set(name, erase)
}

/** A room says what it keeps about a person, under this name in their export. Called once, when the room loads. */
export const registerExporter = (name: string, collect: Exporter): void => {
  if (exporters.has(name)) throw new Error(`exporter ${name} is registered twice`)
  exporters.set(name, collect)
}

/** Runs every room's eraser for a person, in order of name. */
export async function eraseEverywhere(tx: Tx, personId: string): Promise<void> {
  for (const [, erase] of [...erasers].sort(([a], [b]) => (a < b ? -1 : 1))) await erase(tx, personId)
}

/** What every room keeps about a person, by the room's name. */
export async function collectEverywhere(db: Db, personId: string): Promise<Record<string, unknown>> {
  const parts: Record<string, unknown> = {}
  for (const [name, collect] of exporters) parts[name] = await collect(db, personId)
  return parts
}
