import type { SealedRecord } from './record'

/** An entry as a row of a table of entries: canonical JSON where it holds more than one thing, so that the row is the leaf. */
export type EntryRow = {
  readonly position: number
  readonly day: string
  readonly kind: string
  readonly region: string | null
  readonly public: string
  readonly commitments: string
}

/** The row of a sealed entry. */
export const entryRow = ({ position, at, kind, public: said, commitments }: SealedRecord): EntryRow => ({
  position,
  day: at,
  kind,
  region: typeof said.region === 'string' ? said.region : null,
  // A parsed record has its keys in canonical order.
  public: JSON.stringify(said),
  commitments: JSON.stringify(commitments),
})
