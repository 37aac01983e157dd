import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import {
  type EntryRow,
  entryRow,
  type Findings,
  type Head,
  parseProof,
  parseUtf8,
  type Source,
  type VerifierKey,
  verifyEntries,
  verifyProof,
} from '../../verify'
import { sha256 } from './verify-log'

/** Files that stand beside those a release names. */
const BESIDE = new Set(['manifest.json', 'release.tlog-proof', 'key'])
const columns = ['position', 'day', 'kind', 'region', 'public', 'commitments'] as const satisfies (keyof EntryRow)[]

/** A release as it was downloaded, file by file. */
export type Download = {
  readonly source: Source
  /** Names of the files that are there. */
  readonly names: readonly string[]
}

/** What was looked at. */
export type DownloadCheck = { readonly release: string; readonly files: number; readonly rows: number }

type Manifest = {
  readonly release: string
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

/**
 * Checks a release of open data: its list of files is the one that is sealed, each file is what the list names, and each row of entries is the
 * leaf sealed at its position.
 * @param key the key that the receipt of the release must hold under
 * @param log where rows are compared with what is sealed; without it the list alone binds them
 */
export async function verifyDownload(
  { source, names }: Download,
  key: VerifierKey,
  log: { readonly source: Source; readonly head: Head } | undefined,
  findings: Findings,
): Promise<DownloadCheck> {
  const bytes = await source.read('manifest.json')
  const manifest = bytes && parseManifest(bytes)
  if (bytes === undefined || manifest === undefined) {
    findings.add(
      'file',
      'manifest.json',
      'the list of files of a release',
      bytes === undefined ? 'nothing' : 'something else',
    )
    return { release: '', files: 0, rows: 0 }
  }
  await checkSealed(source, key, digestOf(bytes), findings)
  const listed = new Map(manifest.files.map(({ name, sha256: hash }) => [name, hash]))
  for (const name of names)
    if (!listed.has(name) && !BESIDE.has(name))
      findings.add('file', name, 'a file that the release names', 'one it does not')
  let rows = 0
  for (const [name, expected] of listed) {
    const file = await source.read(name)
    const found = file === undefined ? 'nothing' : digestOf(file)
    if (found !== expected) findings.add('file', name, `bytes whose SHA-256 is ${expected}`, found)
    if (file !== undefined && log !== undefined) rows += await checkRows(name, file, log, findings)
  }
  return { release: manifest.release, files: listed.size, rows }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function parseManifest(bytes: Uint8Array): Manifest | undefined {
  try {
    const parsed = JSON.parse(parseUtf8(bytes) ?? '')
    const isList =
      typeof parsed?.release === 'string' &&
      Array.isArray(parsed.files) &&
      parsed.files.every(
        (file: Record<string, unknown>) =>
          /^[a-z][a-z0-9-]*\.[a-z]+$/.test(String(file?.name)) && typeof file.sha256 === 'string',
      )
    return isList ? parsed : undefined
  } catch {
    return undefined
  }
}

async function checkSealed(source: Source, key: VerifierKey, manifest: string, findings: Findings): Promise<void> {
  const bytes = await source.read('release.tlog-proof')
  const proof = bytes && parseProof(bytes)
  if (proof === undefined) {
    findings.add(
      'file',
      'release.tlog-proof',
      'the receipt of the release',
      bytes === undefined ? 'nothing' : 'something else',
    )
    return
  }
  const before = findings.count
  const entry = await verifyProof(sha256, proof, key, findings)
  if (entry === undefined) {
    if (findings.count > before) findings.add('file', 'release.tlog-proof', 'a receipt that holds', 'one that does not')
    return
  }
  const { kind, public: said } = entry.record
  if (kind !== 'open.released' || said.commitment !== manifest)
    findings.add(
      'file',
      'manifest.json',
      `the list sealed in entry ${entry.record.position}: ${said.commitment}`,
      manifest,
    )
}

/** Compares the rows of a file of entries with what is sealed at their positions. */
async function checkRows(
  name: string,
  bytes: Uint8Array,
  log: { source: Source; head: Head },
  findings: Findings,
): Promise<number> {
  const [, part, form] = /^entries-(\d+)\.(csv|json)$/.exec(name) ?? []
  if (part === undefined) return 0
  const rows = parseRows(bytes, form ?? '')
  if (rows === undefined) {
    findings.add('file', name, 'rows of entries', 'something else')
    return 0
  }
  const positions = rows.map(({ position }) => Number(position))
  const [first, last] = [positions[0] ?? 0, positions.at(-1) ?? 0]
  if (!positions.every((position, at) => position === first + at) || first < 1) {
    findings.add('order', name, `entries ${first} to ${first + rows.length - 1} in order`, 'others')
    return rows.length
  }
  const sealed = await verifyEntries(sha256, log.source, log.head, { first, last }, findings)
  const byPosition = new Map(sealed.map(({ record }) => [record.position, entryRow(record)]))
  for (const row of rows) {
    const expected = byPosition.get(Number(row.position))
    for (const column of columns)
      if (expected !== undefined && String(row[column] ?? '') !== String(expected[column] ?? ''))
        findings.add(
          'row',
          `entry ${row.position}, ${column}, in ${name}`,
          String(expected[column] ?? 'nothing'),
          String(row[column] ?? 'nothing'),
        )
  }
  return rows.length
}

type FoundRow = Partial<Record<(typeof columns)[number], unknown>>

function parseRows(bytes: Uint8Array, form: string): FoundRow[] | undefined {
  const text = parseUtf8(bytes)
  if (text === undefined) return undefined
  try {
    if (form === 'csv') return (parse(text, { columns: true, relax_column_count: true }) as FoundRow[]).slice(1)
    const rows: unknown = JSON.parse(text)
    const isList = Array.isArray(rows) && rows.every((row) => typeof row === 'object' && row !== null)
    return isList ? rows : undefined
  } catch {
    return undefined
  }
}
