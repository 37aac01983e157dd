import { expect, test } from 'vitest'
import { contexts } from './contexts'
import { addProof, holdsProof, type Proof } from './data-integrity'
import { parsePublicKey, parseSecretKey } from './multikey'
import { encodeList, LIST_ENTRIES, readListEntry } from './status-list'

// W3C Data Integrity EdDSA Cryptosuites v1.0, appendix B.1: key, document and signature.
const publicKey = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
const secretKey = 'z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq'
const proofValue = 'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme'
const examples = 'https://www.w3.org/ns/credentials/examples/v2'
const known = new Map([
  ...contexts,
  [examples, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }],
])
const document = {
  '@context': ['https://www.w3.org/ns/credentials/v2', examples],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
}

test('signs the example of the specification as the specification does', async () => {
  const key = parseSecretKey(secretKey)
  expect(key?.publicKey).toBe(publicKey)
  if (key === undefined) return
  const keyId = `did:key:${publicKey}#${publicKey}`
  const signed = await addProof(document, key, keyId, '2023-02-24T23:36:38Z', known)
  expect(signed.proof.proofValue).toBe(proofValue)
})

test('a changed word, a changed date of signing, another key or an undeclared word does not hold', async () => {
  const [key, trusted] = [parseSecretKey(secretKey), parsePublicKey(publicKey)]
  if (key === undefined || trusted === undefined) throw new Error('expected keys')
  const { description: _, ...plain } = { ...document, '@context': ['https://www.w3.org/ns/credentials/v2'] }
  const subject = { ...plain, type: ['VerifiableCredential'], credentialSubject: { id: 'did:example:abcdefgh' } }
  const signed = await addProof(subject, key, 'https://vc.example#key', '2023-02-24T23:36:38Z')
  const holds = (changed: object, by = trusted) => holdsProof(changed as typeof signed & { proof: Proof }, by)
  expect(await holds(signed)).toBe(true)
  expect(await holds({ ...signed, name: 'alumni Credential' })).toBe(false)
  expect(await holds({ ...signed, hours: 90 })).toBe(false)
  expect(await holds({ ...signed, proof: { ...signed.proof, created: '2024-02-24T23:36:38Z' } })).toBe(false)
  expect(await holds({ ...signed, proof: { ...signed.proof, proofValue: 'z1' } })).toBe(false)
  expect(await holds({ ...signed, '@context': ['https://example.kz/other'] })).toBe(false)
  const another = parsePublicKey('z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi')
  expect(await holds(signed, another)).toBe(false)
})

test('a list says of each entry whether it is revoked', () => {
  const encoded = encodeList([0, 9, LIST_ENTRIES - 1])
  const set = [0, 1, 8, 9, LIST_ENTRIES - 1].map((index) => readListEntry(encoded, index))
  expect(set).toEqual([true, false, false, true, true])
  expect(readListEntry(encoded, LIST_ENTRIES)).toBeUndefined()
  expect(readListEntry('uAAAA', 1)).toBeUndefined()
})
