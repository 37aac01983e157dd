import {
  type Checkpoint,
  checkHead,
  type Findings,
  findingList,
  isSignedBy,
  parseVerifierKey,
  readHead,
  utf8,
  type VerifierKey,
  verifyEntries,
  verifyGrowth,
  webHash,
  webSource,
  writeSignature,
  writeVerifierKey,
} from '../../verify'

/** A sentence of the page by its name, with what is put into it. */
export type Said = {
  readonly name: string
  readonly values: Record<string, string | number>
  readonly details?: string
}

const KEY = 'asar-log-key'
const CHECKPOINT = 'asar-log-checkpoint'

/**
 * Checks the newest checkpoint of a log, its growth since this browser's last visit, and one entry, believing nothing but what it computes.
 * @param shown the entry as the page shows it
 */
export async function checkLog(log: string, position: number | undefined, shown: string | undefined): Promise<Said[]> {
  if (!(await canVerify())) return [{ name: 'tooOld', values: {} }]
  const findings = findingList()
  const said: Said[] = []
  try {
    const source = webSource(log)
    const key = await rememberedKey()
    const head = await readHead(source, key, findings)
    if (head === undefined && key !== undefined && (await isOtherKey(log, key)))
      return [{ name: 'otherKey', values: {} }]
    if (head === undefined) return [failed(findings)]
    said.push({ name: 'signed', values: { size: head.checkpoint.size, key: `${head.key.name}+${head.key.id}` } })
    const before = await rememberedCheckpoint(head.key)
    if (before !== undefined) await verifyGrowth(webHash, source, before, head.checkpoint, findings)
    if (position !== undefined) {
      const [entry] = await verifyEntries(webHash, source, head, { first: position, last: position }, findings)
      if (entry !== undefined && new TextDecoder().decode(entry.bytes) !== shown)
        return [...said, { name: 'notSame', values: { position }, details: new TextDecoder().decode(entry.bytes) }]
    }
    if (findings.count > 0) return [...said, failed(findings)]
    remember(head.key, head.checkpoint)
    said.push(
      before === undefined
        ? { name: 'first', values: {} }
        : { name: 'grown', values: { from: before.size, to: head.checkpoint.size } },
    )
    return [...said, position === undefined ? { name: 'whole', values: {} } : { name: 'entry', values: { position } }]
  } catch (cause) {
    findings.add('missing', log, 'an answer', cause instanceof Error ? cause.message : String(cause))
    return [...said, failed(findings)]
  }
}

const failed = (findings: Findings): Said => ({
  name: 'failed',
  values: { count: findings.count },
  details: findings.listed
    .map(({ what, where, expected, found }) => `${what}: ${where}: ${expected} / ${found}`)
    .join('; '),
})

// Ed25519 came to browsers between 2023 and 2025; pages without TLS have no WebCrypto at all.
async function canVerify(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32), { name: 'Ed25519' }, false, ['verify'])
    return true
  } catch {
    return false
  }
}

async function rememberedKey(): Promise<VerifierKey | undefined> {
  const line = localStorage.getItem(KEY)
  return line === null ? undefined : parseVerifierKey(line)
}

async function isOtherKey(log: string, key: VerifierKey): Promise<boolean> {
  const bytes = await webSource(log).read('checkpoint')
  const other = bytes && (await checkOwn(log, bytes))
  return other !== undefined && !(await isSignedBy(other.note, key))
}

async function checkOwn(log: string, bytes: Uint8Array): Promise<Checkpoint | undefined> {
  const line = await webSource(log).read('key')
  const key = line && (await parseVerifierKey(new TextDecoder().decode(line)))
  return key && (await checkHead(bytes, key, log, findingList()))?.checkpoint
}

async function rememberedCheckpoint(key: VerifierKey): Promise<Checkpoint | undefined> {
  const text = localStorage.getItem(CHECKPOINT)
  return text === null ? undefined : (await checkHead(utf8(text), key, CHECKPOINT, findingList()))?.checkpoint
}

function remember(key: VerifierKey, checkpoint: Checkpoint): void {
  localStorage.setItem(KEY, writeVerifierKey(key))
  localStorage.setItem(
    CHECKPOINT,
    `${checkpoint.note.text}\n${checkpoint.note.signatures.map(writeSignature).join('')}`,
  )
}
