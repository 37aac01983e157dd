import { RECORD_BYTES_MAX, RECORD_VERSION, type SealedRecord, writeRecord } from '../../verify'
import { commitTo } from '../entry'
import type { JournalRow } from './journal-rows'

/** Name of the commitment to the whole row: actor, door, exact time and everything else that is not public. */
export const WHOLE = 'entry'

/**
 * The bytes an entry is sealed as. Of its time the day alone is said: exact times in a row would let whoever saw somebody at a door find
 * their entries. The commitment holds the rest of the row, time included.
 * @throws {RangeError} if the entry is longer than a leaf may be
 */
export function sealRow(row: JournalRow, salt: Buffer): Uint8Array<ArrayBuffer> {
  const record: SealedRecord = {
    v: RECORD_VERSION,
    position: row.position,
    at: row.at.toZonedDateTimeISO('UTC').toPlainDate().toString(),
    kind: row.kind,
    public: row.publicBody,
    commitments: { ...row.commitments, [WHOLE]: commitTo(salt, row.whole) },
  }
  const bytes = writeRecord(record)
  if (bytes.length > RECORD_BYTES_MAX)
    throw new RangeError(
      `expected at most ${RECORD_BYTES_MAX} bytes to seal of entry ${row.position}, got ${bytes.length}`,
    )
  return bytes
}
