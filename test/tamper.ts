import pg from 'pg'
import { verifyDownload } from '../src/cli/verify/verify-download'
import { sha256 } from '../src/cli/verify/verify-log'
import { verifyTotals } from '../src/cli/verify/verify-totals'
import { verifyRecord } from '../src/journal'
import { findLeaf, proverOf } from '../src/journal/log/read-log'
import type { Db } from '../src/platform'
import {
  type Finding,
  findingList,
  parseCheckpoint,
  parseProof,
  parseVerifierKey,
  readHead,
  type Source,
  tilePath,
  tilesOf,
  type VerifierKey,
  verifyCopy,
  verifyProof,
  writeProof,
} from '../src/verify'

/** A single byte that was changed, and what the verifier said of it. */
export type Tampering = { readonly changed: string; readonly findings: readonly Finding[]; readonly isNamed: boolean }

/** The log as files in memory, with a receipt for some of its entries. */
export async function copyOf(http: { request(path: string): Response | Promise<Response> }, db: Db) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const load = async (path: string) => {
    const response = await http.request(`http://127.0.0.1:8080/log/${path}`)
    if (response.status !== 200) throw new Error(`expected /log/${path}, got ${response.status}`)
    files.set(path, new Uint8Array(await response.arrayBuffer()))
  }
  await load('checkpoint')
  await load('key')
  const checkpoint = parseCheckpoint(files.get('checkpoint') ?? new Uint8Array())
  const key = await parseVerifierKey(new TextDecoder().decode(files.get('key')))
  if (checkpoint === undefined || key === undefined) throw new Error('expected a checkpoint and a key')
  for (const tile of tilesOf(checkpoint.size)) await load(tilePath(tile))
  const note = new TextDecoder().decode(files.get('checkpoint'))
  const prover = proverOf(db, checkpoint.size)
  for (let index = 0; index < checkpoint.size; index += 50) {
    const leaf = await findLeaf(db, index)
    const entry = new Uint8Array(leaf?.data ?? [])
    const text = writeProof({ index, entry, path: await prover.inclusion(index), note })
    files.set(`entry-${index + 1}.tlog-proof`, new TextEncoder().encode(text))
  }
  return { files, key, size: checkpoint.size }
}

type Copy = Awaited<ReturnType<typeof copyOf>>

/** Changes one byte of one file, lets the verifier look, and puts it back. `next` gives numbers from 0 up to 1. */
export async function tamperWithFile({ files, key }: Copy, next: () => number): Promise<Tampering> {
  const paths = [...files.keys()]
  const path = paths[Math.floor(next() * paths.length)] ?? ''
  const bytes = files.get(path) ?? new Uint8Array()
  const at = Math.floor(next() * bytes.length)
  const before = bytes[at] ?? 0
  bytes[at] = (before + 1 + Math.floor(next() * 255)) % 256
  const findings = await lookAtFile(path, files, key)
  bytes[at] = before
  return { changed: `byte ${at} of ${path}`, findings, isNamed: findings.some((finding) => names(finding, path)) }
}

async function lookAtFile(path: string, files: Copy['files'], key: VerifierKey): Promise<readonly Finding[]> {
  const findings = findingList()
  if (path.endsWith('.tlog-proof')) {
    const proof = parseProof(files.get(path) ?? new Uint8Array())
    if (proof === undefined) findings.add('checkpoint', path, 'a receipt', 'something else')
    else {
      const entry = await verifyProof(sha256, proof, key, findings)
      if (entry !== undefined && path !== `entry-${entry.record.position}.tlog-proof`)
        findings.add('order', path, path, String(entry.record.position))
    }
    return findings.listed
  }
  const source: Source = { name: 'copy', read: async (name) => files.get(name) }
  const head = await readHead(source, path === 'key' ? undefined : key, findings)
  if (head !== undefined) await verifyCopy(sha256, source, head, findings)
  return findings.listed
}

// A bundle is named by the entry in it, everything else by its path.
function names({ where }: Finding, path: string): boolean {
  if (path.startsWith('tile/entries/')) {
    const bundle = Number(/\/(\d+)(\.p|$)/.exec(path)?.[1])
    const entry = Number(/^entry (\d+)/.exec(where)?.[1])
    return where === path || Math.floor((entry - 1) / 256) === bundle
  }
  if (path.endsWith('.tlog-proof')) return where === path || /^entry \d+|receipt/.test(where)
  return where.includes(path.replace(/\.p\/\d+$/, ''))
}

/** A release of open data as files in memory, with the log that its rows are held against. */
export async function downloadOf(
  http: { request(path: string): Response | Promise<Response> },
  id: string,
  { files: log, key }: Copy,
) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const load = async (name: string) => {
    const response = await http.request(`http://127.0.0.1:8080/open/${id}/${name}`)
    if (response.status !== 200) throw new Error(`expected /open/${id}/${name}, got ${response.status}`)
    files.set(name, new Uint8Array(await response.arrayBuffer()))
  }
  await load('manifest.json')
  await load('release.tlog-proof')
  const { files: listed } = JSON.parse(new TextDecoder().decode(files.get('manifest.json')))
  for (const { name } of listed) await load(name)
  const findings = findingList()
  const source: Source = { name: 'log', read: async (path) => log.get(path) }
  const head = await readHead(source, key, findings)
  if (head === undefined) throw new Error('expected a log')
  return { files, key, log: { source, head } }
}

/** Changes one byte of one file of a release, lets the verifier look, and puts it back. */
export async function tamperWithDownload(
  { files, key, log }: Awaited<ReturnType<typeof downloadOf>>,
  next: () => number,
): Promise<Tampering> {
  const names = [...files.keys()]
  const name = names[Math.floor(next() * names.length)] ?? ''
  const bytes = files.get(name) ?? new Uint8Array()
  const at = Math.floor(next() * bytes.length)
  const before = bytes[at] ?? 0
  bytes[at] = (before + 1 + Math.floor(next() * 255)) % 256
  const findings = findingList()
  const source: Source = { name: 'download', read: async (one) => files.get(one) }
  await verifyDownload({ source, names }, key, log, findings)
  bytes[at] = before
  return {
    changed: `byte ${at} of ${name}`,
    findings: findings.listed,
    isNamed: findings.listed.some(({ where }) => where === name),
  }
}

// What states nothing is left out: when a key or checkpoint was made (the note says what it states), and who may have a fact erased.
const columns: Record<string, { key: string; columns: readonly string[] }> = {
  journal: {
    key: 'id',
    columns: [
      'id',
      'seq',
      'at',
      'actor_kind',
      'actor_id',
      'on_behalf_of',
      'door',
      'region_id',
      'organization_id',
      'kind',
      'subject_kind',
      'subject_id',
      'body',
      'public_body',
      'commitments',
      'xid',
    ],
  },
  journal_positions: { key: 'position', columns: ['position', 'entry_id'] },
  sealed_facts: { key: 'entry_id', columns: ['entry_id', 'name', 'salt', 'fact'] },
  log_leaves: { key: 'index', columns: ['index', 'salt', 'data', 'hash'] },
  log_nodes: { key: 'index', columns: ['level', 'index', 'hash'] },
  log_checkpoints: { key: 'size', columns: ['size', 'root', 'note'] },
  log_keys: { key: 'id', columns: ['origin', 'verifier_key'] },
  indicator_entries: { key: 'position', columns: ['indicator', 'position', 'region_id', 'day', 'amount', 'excluded'] },
  indicator_cells: { key: 'indicator', columns: ['indicator', 'cell', 'value', 'entries'] },
  indicator_region_months: { key: 'region_id', columns: ['indicator', 'month', 'value', 'entries'] },
  indicator_members: { key: 'indicator', columns: ['indicator', 'member'] },
  indicator_people: { key: 'indicator', columns: ['indicator', 'cell', 'person_id'] },
  indicator_cell_people: { key: 'indicator', columns: ['indicator', 'cell', 'people'] },
}

/** Changes single bytes of rows as whoever owns the server could, triggers and privileges aside. */
export async function openRows(superuser: pg.ClientConfig, db: Db) {
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query("SET session_replication_role = 'replica'; SET timezone = 'UTC'")
  return {
    tamper: async (next: () => number): Promise<Tampering> => {
      for (;;) {
        const change = await changeRow(client, next)
        if (change === undefined) continue
        const findings = findingList()
        await verifyRecord(db, findings)
        if (findings.count === 0) await verifyTotals(db, findings)
        await change.undo()
        const isNamed = findings.listed.some(({ where }) => change.names.some((name) => where.includes(name)))
        return { changed: change.changed, findings: findings.listed, isNamed }
      }
    },
    close: () => client.end(),
  }
}

async function changeRow(client: pg.Client, next: () => number) {
  const tables = Object.keys(columns)
  const table = tables[Math.floor(next() * tables.length)] ?? 'journal'
  const known = columns[table]
  const column = known?.columns[Math.floor(next() * known.columns.length)] ?? ''
  const row = await pick(client, table, column, next)
  if (row?.value == null || row.value === '') return undefined
  const changed = withOneByteChanged(row.value, next)
  const from = `ctid = '${row.ctid}'`
  const type = await typeOf(client, table, column)
  try {
    const done = await client.query<{ ctid: string; now: string }>(
      `UPDATE ${table} SET ${column} = $1::text::${type} WHERE ${from} RETURNING ctid::text, ${column}::text AS now`,
      [changed],
    )
    const after = done.rows[0]
    const undo = () =>
      client.query(`UPDATE ${table} SET ${column} = $1::text::${type} WHERE ctid = '${after?.ctid}'`, [row.value])
    if (after === undefined) return undefined
    if (after.now === row.value) {
      await undo()
      return undefined
    }
    const names = [...new Set([...namesOf(table, row.whole), ...namesOf(table, { ...row.whole, [column]: after.now })])]
    return { changed: `${table}.${column}: ${row.value.slice(0, 80)} -> ${after.now.slice(0, 80)}`, undo, names }
  } catch (cause) {
    // No value of its type, or one that stands there already: the database took no such change.
    if (cause instanceof pg.DatabaseError) return undefined
    throw cause
  }
}

type Row = { ctid: string; value: string | null; whole: Record<string, unknown> }

async function pick(client: pg.Client, table: string, column: string, next: () => number): Promise<Row | undefined> {
  const position =
    table === 'journal' || table === 'sealed_facts'
      ? `(SELECT position FROM journal_positions p WHERE p.entry_id = t.${table === 'journal' ? 'id' : 'entry_id'})`
      : 'NULL'
  const counted = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
  const { rows } = await client.query<Row>(
    `SELECT t.ctid::text, t.${column}::text AS value, to_jsonb(t) || jsonb_build_object('at_position', ${position}) AS whole
     FROM ${table} t ORDER BY t.ctid OFFSET $1 LIMIT 1`,
    [Math.floor(next() * (counted.rows[0]?.n ?? 0))],
  )
  return rows[0]
}

async function typeOf(client: pg.Client, table: string, column: string): Promise<string> {
  const { rows } = await client.query<{ type: string }>(
    'SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2',
    [table, column],
  )
  return rows[0]?.type ?? 'text'
}

function withOneByteChanged(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length)
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz-:" {}'
  const alike = /[0-9a-f]/.test(text[at] ?? '') ? letters.slice(0, 16) : letters
  const letter = alike[Math.floor(next() * alike.length)] ?? 'x'
  return `${text.slice(0, at)}${letter}${text.slice(at + 1)}`
}

function namesOf(table: string, whole: Record<string, unknown>): string[] {
  const entry = (position: unknown) => `entry ${position}`
  switch (table) {
    case 'journal':
      return [entry(whole.at_position), `of entry ${whole.id}`]
    case 'journal_positions':
      return [entry(whole.position)]
    case 'sealed_facts':
      return [entry(whole.at_position), `of entry ${whole.entry_id}`]
    case 'log_leaves':
      return [entry(Number(whole.index) + 1)]
    case 'log_nodes':
      return [`node ${whole.index} of level ${whole.level}`]
    case 'log_checkpoints':
      return [`checkpoint ${whole.size}`]
    case 'log_keys':
      return [`key ${whole.id} of the log`]
    default:
      return [`${table} ${whole.indicator}`]
  }
}
