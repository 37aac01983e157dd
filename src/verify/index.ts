export { parseBundle, writeBundle } from './bundle'
export {
  joinBytes,
  parseBase64,
  parseCount,
  parseUtf8,
  sameBytes,
  toBase64,
  toHex,
  utf8,
} from './bytes'
export { type Checkpoint, checkpointText, parseCheckpoint } from './checkpoint'
export { type EntryRow, entryRow } from './entry-row'
export { type Fault, FINDINGS_MAX, type Finding, type Findings, findingList } from './finding'
export { growingTree } from './growing-tree'
export { HASH_BYTES, type Hash, leafInput, nodeInput, type SyncHash, webHash } from './hash'
export {
  COSIGNATURE,
  ED25519,
  isSignedBy,
  keyId,
  type Note,
  type NoteSignature,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  writeSignature,
  writeVerifierKey,
} from './note'
export { type Proof, parseProof, writeProof } from './proof'
export { prover, type ReadTile } from './prove'
export { checkHead, type Head, readHead } from './read-head'
export { parseRecord, RECORD_BYTES_MAX, RECORD_VERSION, type SealedRecord, writeRecord } from './record'
export { readTileFile, type Source, webSource } from './source'
export { hashesAt, parseTilePath, TILE_WIDTH, type Tile, tilePath, tilesOf, widthIn } from './tile-path'
export { emptyRoot, rootOfHashes, type TreeHead, verifyConsistency, verifyInclusion } from './tree'
export { verifyCopy } from './verify-copy'
export { type VerifiedEntry, verifyEntries, verifyProof } from './verify-entry'
export { verifyGrowth } from './verify-growth'
export { checkWitnesses } from './witnesses'
