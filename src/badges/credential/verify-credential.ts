import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { type Document, holdsProof, type Proof } from './data-integrity'

/** How a credential stands. */
export const verdicts = [
  'valid',
  'revoked',
  'expired',
  'not-yet',
  'changed',
  'unknown-issuer',
  'no-status',
  'unreadable',
] as const
/** One of {@link verdicts}. */
export type Verdict = (typeof verdicts)[number]

/** What to ask about the issuer: its keys, and its lists of what is revoked. */
export type Issuers = {
  /** The key at this address, undefined where its issuer is not known or knows no such key. */
  key(issuer: string, keyId: string): Promise<KeyObject | undefined>
  /** Whether an entry of a list is set; undefined where that cannot be told. */
  isRevoked(issuer: string, list: string, index: number): Promise<boolean | undefined>
}

/** A credential longer than this is none of ours, characters. */
const TEXT_MAX = 100_000

const form = z.looseObject({
  issuer: z.union([z.string(), z.looseObject({ id: z.string() })]),
  validFrom: z.iso.datetime({ offset: true }).optional(),
  validUntil: z.iso.datetime({ offset: true }).optional(),
  credentialStatus: z
    .looseObject({
      type: z.literal('BitstringStatusListEntry'),
      statusPurpose: z.literal('revocation'),
      statusListIndex: z.string().regex(/^\d{1,9}$/),
      statusListCredential: z.string(),
    })
    .optional(),
  proof: z.looseObject({
    type: z.literal('DataIntegrityProof'),
    cryptosuite: z.literal('eddsa-rdfc-2022'),
    created: z.string(),
    verificationMethod: z.string(),
    proofPurpose: z.literal('assertionMethod'),
    proofValue: z.string(),
  }),
})

/** Untrusted text as a document, or undefined. */
export function parseDocument(text: string): Document | undefined {
  if (text.length > TEXT_MAX) return undefined
  try {
    const document: unknown = JSON.parse(text)
    return typeof document === 'object' && document !== null && !Array.isArray(document)
      ? (document as Document)
      : undefined
  } catch {
    return undefined
  }
}

/** Checks a credential: who signed it, whether a word was changed since, whether it is in force and not revoked. */
export async function verifyCredential(document: Document, issuers: Issuers, now: Temporal.Instant): Promise<Verdict> {
  const parsed = form.safeParse(document)
  if (!parsed.success) return 'unreadable'
  const { issuer, proof, validFrom, validUntil, credentialStatus } = parsed.data
  const name = typeof issuer === 'string' ? issuer : issuer.id
  // A key of somebody else says nothing about this issuer.
  if (!proof.verificationMethod.startsWith(`${name}#`)) return 'unknown-issuer'
  const key = await issuers.key(name, proof.verificationMethod)
  if (key === undefined) return 'unknown-issuer'
  if (!(await holdsProof(document as Document & { proof: Proof }, key))) return 'changed'
  if (credentialStatus !== undefined) {
    const { statusListCredential, statusListIndex } = credentialStatus
    const revoked = await issuers.isRevoked(name, statusListCredential, Number(statusListIndex))
    if (revoked === undefined) return 'no-status'
    if (revoked) return 'revoked'
  }
  const is = (moment: string, side: number) => Temporal.Instant.compare(now, Temporal.Instant.from(moment)) === side
  if (validFrom !== undefined && is(validFrom, -1)) return 'not-yet'
  if (validUntil !== undefined && !is(validUntil, -1)) return 'expired'
  return 'valid'
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Places where two documents differ, such as `credentialSubject.result.0.value`; at most 20. */
export function differingPaths(one: unknown, other: unknown, path = ''): string[] {
  if (isObject(one) && isObject(other) && Array.isArray(one) === Array.isArray(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .flatMap((key) => differingPaths(one[key], other[key], path === '' ? key : `${path}.${key}`))
      .slice(0, 20)
  return Object.is(one, other) ? [] : [path]
}
