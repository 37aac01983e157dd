import { readFile } from 'node:fs/promises'
import {
  type Document,
  type Issuers,
  parseDocument,
  parsePublicKey,
  readBaked,
  readListEntry,
  verifyCredential,
} from '../../badges'
import { isLoopback } from '../../platform'
import type { Findings } from '../../verify'
import { WrongCall } from '../command'
import type { Check } from './check'

const ANSWER_MS = 10_000

/** Checks a signed part of somebody's record, as JSON or in the picture that carries it, by the keys and lists its issuer publishes. */
export const verifyOneCredential: Check = async ([file], _, findings) => {
  if (file === undefined) throw new WrongCall('Expected the file of a signed record: JSON, or the PNG or SVG of it.')
  const bytes = await readFile(file).catch(() => {
    throw new WrongCall(`Expected the file of a signed record; ${file} cannot be read.`)
  })
  const document = parseDocument(readBaked(bytes) ?? '')
  const verdict =
    document === undefined ? 'unreadable' : await verifyCredential(document, webIssuers, Temporal.Now.instant())
  if (verdict !== 'valid') addFinding(findings, file, verdict)
  return { said: `${file}: ${verdict}`, facts: { verdict, credential: document?.id ?? null } }
}

const addFinding = (findings: Findings, file: string, verdict: string): void =>
  findings.add('signature', file, 'a signed record that is valid', verdict)

// did:web:asar.example.kz → https://asar.example.kz, and on this machine alone without TLS.
function addressOf(did: string): string | undefined {
  const host = /^did:web:([\w.%-]+)$/.exec(did)?.[1]
  if (host === undefined) return undefined
  const url = URL.parse(`https://${decodeURIComponent(host)}`)
  if (url === null) return undefined
  return isLoopback(url.hostname) ? `http://${url.host}` : url.origin
}

async function fetchDocument(address: string): Promise<Document | undefined> {
  try {
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) })
    return answer.ok ? parseDocument(await answer.text()) : undefined
  } catch {
    return undefined
  }
}

type Methods = readonly { readonly id?: unknown; readonly publicKeyMultibase?: unknown }[]

const webIssuers: Issuers = {
  key: async (issuer, keyId) => {
    const address = addressOf(issuer)
    const published = address === undefined ? undefined : await fetchDocument(`${address}/.well-known/did.json`)
    const methods = Array.isArray(published?.verificationMethod) ? (published.verificationMethod as Methods) : []
    const key = methods.find((method) => method.id === keyId)?.publicKeyMultibase
    return typeof key === 'string' ? parsePublicKey(key) : undefined
  },
  isRevoked: async (issuer, list, index) => {
    // A list counts only where the issuer itself serves and signs it.
    const address = addressOf(issuer)
    if (address === undefined || !list.startsWith(`${address}/`)) return undefined
    const signed = await fetchDocument(list)
    if (signed === undefined || signed.issuer !== issuer) return undefined
    if ((await verifyCredential(signed, webIssuers, Temporal.Now.instant())) !== 'valid') return undefined
    const subject = signed.credentialSubject as { readonly encodedList?: unknown } | undefined
    return typeof subject?.encodedList === 'string' ? readListEntry(subject.encodedList, index) : undefined
  },
}
