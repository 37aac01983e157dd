import { sql } from 'kysely'
import type { Db } from '../../platform/database/open'
import {
  type Checkpoint,
  type Findings,
  growingTree,
  HASH_BYTES,
  isSignedBy,
  leafInput,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  rootOfHashes,
  sameBytes,
  toHex,
  utf8,
  type VerifierKey,
} from '../../verify'
import { commitTo } from '../entry'
import { type JournalRow, listJournalRows } from './journal-rows'
import { countLeaves, readHashes } from './read-log'
import { sealRow } from './seal-row'
import { sha256 } from './sha256'

const BATCH = 512

/** What was looked at. */
export type RecordCheck = {
  readonly entries: number
  readonly checkpoints: number
  readonly facts: number
  /** Facts that entries commit to and that are gone: erased, with their salts. */
  readonly erasedFacts: number
}

/**
 * Checks the record in a database against what was sealed of it: every row of the journal, its place, the facts behind its commitments, every
 * leaf and node of the log, every checkpoint with its signature. Entries that are not sealed yet are left alone.
 * @param key the key that is trusted; without one, those the database names
 * @param memory the last checkpoint that is known from elsewhere
 */
export async function verifyRecord(
  db: Db,
  findings: Findings,
  { key, memory }: { readonly key?: VerifierKey | undefined; readonly memory?: Checkpoint | undefined } = {},
): Promise<RecordCheck> {
  const leaves = await countLeaves(db)
  const keys = key === undefined ? await trustedKeys(db, findings) : [key]
  const heads = await checkpointsOf(db, keys, findings)
  if (memory !== undefined) heads.push({ size: memory.size, root: memory.root, where: 'the remembered checkpoint' })
  heads.sort((a, b) => a.size - b.size)
  const tree = growingTree(sha256, async ({ level, index }, hashes) => {
    const above = Number(level) + 1
    const held = await readHashes(db, above, index, index + 1)
    const given = rootOfHashes(sha256, hashes)
    if (!sameBytes(held, given))
      findings.add('tile', `node ${index} of level ${above}`, toHex(given), held.length === 0 ? 'none' : toHex(held))
  })
  let next = 0
  const compareHeads = async (size: number): Promise<void> => {
    for (; (heads[next]?.size ?? Number.POSITIVE_INFINITY) <= size; next++) {
      const { root, where } = heads[next] as Stated
      const given = await tree.root()
      if (!sameBytes(given, root))
        findings.add('root', where, `entries that give the root ${toHex(root)}`, `entries that give ${toHex(given)}`)
    }
  }
  const facts = { there: 0, erased: 0 }
  for (let start = 0; start < leaves; start += BATCH) {
    const sealed = await listLeaves(db, start)
    const rows = new Map((await listJournalRows(db, start, BATCH)).map((row) => [row.position, row]))
    const known = await factsOf(db, [...rows.values()])
    for (let index = start; index < Math.min(leaves, start + BATCH); index++) {
      await compareHeads(index)
      const leaf = sealed.get(index)
      compareEntry(index, leaf, rows.get(index + 1), known, facts, findings)
      await tree.add(leaf === undefined ? new Uint8Array(HASH_BYTES) : sha256(leafInput(leaf.data)))
    }
  }
  await compareHeads(leaves)
  for (const { size, where } of heads.slice(next))
    findings.add(
      'missing',
      where,
      `a log of at least ${size} entries`,
      `one of ${leaves}: it was cut off, or is an older copy`,
    )
  await strayNodes(db, leaves, findings)
  await compareCosignatures(db, findings)
  await strayFacts(db, findings)
  return { entries: leaves, checkpoints: heads.length, facts: facts.there, erasedFacts: facts.erased }
}

function compareEntry(
  index: number,
  leaf: Leaf | undefined,
  row: JournalRow | undefined,
  known: ReadonlyMap<string, readonly Fact[]>,
  facts: { there: number; erased: number },
  findings: Findings,
): void {
  const where = `entry ${index + 1}`
  if (leaf === undefined) findings.add('missing', where, 'the leaf it was sealed as', 'none')
  else compareLeaf(leaf, row, where, findings)
  if (row === undefined) {
    findings.add('missing', where, 'a row of the journal at this position', 'none')
    return
  }
  const checked = compareFacts(row, known.get(String(row.whole.id)) ?? [], where, findings)
  facts.there += checked.there
  facts.erased += checked.erased
}

type Leaf = { readonly index: number; readonly salt: Buffer; readonly data: Buffer; readonly hash: Buffer }
type Stated = { readonly size: number; readonly root: Uint8Array; readonly where: string }

async function listLeaves(db: Db, start: number): Promise<Map<number, Leaf>> {
  const rows = await db
    .selectFrom('log_leaves')
    .select(['index', 'salt', 'data', 'hash'])
    .where('index', '>=', start)
    .orderBy('index')
    .limit(BATCH)
    .execute()
  return new Map(rows.map((row) => [row.index, row]))
}

function compareLeaf(leaf: Leaf, row: JournalRow | undefined, where: string, findings: Findings): void {
  const given = sha256(leafInput(leaf.data))
  if (!sameBytes(given, leaf.hash))
    findings.add(
      'entry',
      `${where}, its leaf`,
      `bytes whose hash is ${toHex(leaf.hash)}`,
      `bytes whose hash is ${toHex(given)}`,
    )
  if (row === undefined) return
  const again = sealRow(row, leaf.salt)
  if (!sameBytes(again, leaf.data))
    findings.add(
      'row',
      `${where}, its row of the journal`,
      Buffer.from(leaf.data).toString(),
      Buffer.from(again).toString(),
    )
}

type Fact = { readonly entry_id: string; readonly name: string; readonly salt: Buffer; readonly fact: unknown }

async function factsOf(db: Db, rows: readonly JournalRow[]): Promise<Map<string, Fact[]>> {
  const ids = rows.map((row) => String(row.whole.id))
  // Bounded by: the facts of one batch of entries.
  const facts =
    ids.length === 0
      ? []
      : await db
          .selectFrom('sealed_facts')
          .select(['entry_id', 'name', 'salt', 'fact'])
          .where('entry_id', 'in', ids)
          .execute()
  return Map.groupBy(facts, (fact) => fact.entry_id)
}

function compareFacts(row: JournalRow, facts: readonly Fact[], where: string, findings: Findings) {
  for (const { name, salt, fact } of facts) {
    const expected = row.commitments[name]
    const given = commitTo(salt, fact)
    if (given !== expected)
      findings.add(
        'fact',
        `${where}, its fact "${name}"`,
        `one committed to as ${expected ?? 'nothing'}`,
        `one that gives ${given}`,
      )
  }
  return { there: facts.length, erased: Object.keys(row.commitments).length - facts.length }
}

async function trustedKeys(db: Db, findings: Findings): Promise<VerifierKey[]> {
  const rows = await db
    .selectFrom('log_keys')
    .select(['id', 'origin', 'verifier_key'])
    .orderBy('id')
    .limit(1000)
    .execute()
  const keys = await Promise.all(rows.map((row) => parseVerifierKey(row.verifier_key)))
  for (const [at, row] of rows.entries())
    if (keys[at]?.name !== row.origin)
      findings.add('key', `key ${row.id} of the log`, `a verifier key of ${row.origin}`, row.verifier_key)
  return keys.filter((key) => key !== undefined)
}

async function checkpointsOf(db: Db, keys: readonly VerifierKey[], findings: Findings): Promise<Stated[]> {
  const stated: Stated[] = []
  for (let after = -1; ; ) {
    const rows = await db
      .selectFrom('log_checkpoints')
      .select(['size', 'root', 'note'])
      .where('size', '>', after)
      .orderBy('size')
      .limit(BATCH)
      .execute()
    for (const row of rows) {
      const where = `checkpoint ${row.size}`
      const checkpoint = parseCheckpoint(utf8(row.note))
      if (checkpoint === undefined || checkpoint.size !== row.size || !sameBytes(checkpoint.root, row.root))
        findings.add('checkpoint', where, 'a note that states its size and root', 'another')
      else if (!(await isSignedByOneOf(checkpoint, keys)))
        findings.add('signature', where, 'a signature by a key of the log', 'none that holds')
      else stated.push({ size: row.size, root: row.root, where })
      after = row.size
    }
    if (rows.length < BATCH) return stated
  }
}

// Every line of a known key must hold: one changed byte in a second signature is a change.
async function isSignedByOneOf({ origin, note }: Checkpoint, keys: readonly VerifierKey[]): Promise<boolean> {
  const signers = keys.filter(
    (key) => key.name === origin && note.signatures.some(({ name, id }) => name === key.name && id === key.id),
  )
  if (signers.length === 0 || signers.length < note.signatures.filter(({ name }) => name === origin).length)
    return false
  for (const key of signers) if (!(await isSignedBy(note, key))) return false
  return true
}

async function compareCosignatures(db: Db, findings: Findings): Promise<void> {
  for (let after = -1; ; ) {
    const rows = await db
      .selectFrom('log_cosignatures as c')
      .leftJoin('log_checkpoints as p', 'p.size', 'c.size')
      .select(['c.size', 'c.verifier_key', 'c.line', 'p.note'])
      .where('c.size', '>', after)
      .orderBy('c.size')
      .limit(BATCH)
      .execute()
    for (const { size, verifier_key, line, note } of rows) {
      const key = await parseVerifierKey(verifier_key)
      const text = parseCheckpoint(utf8(note ?? ''))?.note.text
      const cosigned = parseNote(utf8(`${text}\n${line}`))
      if (key === undefined || cosigned === undefined || !(await isSignedBy(cosigned, key)))
        findings.add('signature', `cosignature of checkpoint ${size}`, `one that ${verifier_key} verifies`, line)
      // The last size may be cut off in the middle: it is read again.
      after = size - 1
    }
    if (rows.length < BATCH) return
  }
}

async function strayNodes(db: Db, leaves: number, findings: Findings): Promise<void> {
  const { rows } = await sql<{ level: number; index: number }>`
    SELECT level, index FROM log_nodes WHERE (index + 1) * 256::numeric ^ level > ${leaves} ORDER BY level, index LIMIT 100`.execute(
    db,
  )
  for (const { level, index } of rows)
    findings.add('tile', `node ${index} of level ${level}`, 'none: the log is not that long', 'one')
}

async function strayFacts(db: Db, findings: Findings): Promise<void> {
  const { rows } = await sql<{ entry_id: string; name: string }>`
    SELECT f.entry_id, f.name FROM sealed_facts f LEFT JOIN journal j ON j.id = f.entry_id
    WHERE j.id IS NULL OR NOT j.commitments ? f.name LIMIT 100`.execute(db)
  for (const { entry_id, name } of rows)
    findings.add(
      'fact',
      `fact "${name}" of entry ${entry_id}`,
      'one that its entry commits to',
      'one that no entry does',
    )
}
