import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import { contexts } from './contexts'
import { fromMultibase, type Keypair, toMultibase } from './multikey'

/** A credential or any other document of JSON-LD. */
export type Document = { readonly [name: string]: unknown }

/** Who signed a document, when and for what. */
export type Proof = {
  readonly type: 'DataIntegrityProof'
  readonly cryptosuite: 'eddsa-rdfc-2022'
  readonly created: string
  readonly verificationMethod: string
  readonly proofPurpose: 'assertionMethod'
  readonly proofValue: string
}

type Contexts = ReadonlyMap<string, object>

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * The document as sorted statements (RDFC-1.0), which say the same whatever its layout.
 * @throws {Error} for what cannot be told in statements: a context that is not known here, a word that no context declares
 */
async function canonize(document: Document, known: Contexts): Promise<string> {
  // Only who issues or checks a credential needs it, and it is heavy.
  const { default: jsonld } = await import('jsonld')
  return jsonld.canonize(
    document as never,
    {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      safe: true,
      documentLoader: async (url: string) => {
        const context = known.get(url)
        if (context === undefined) throw new Error(`expected a context that is known here, got ${url}`)
        return { contextUrl: undefined as never, documentUrl: url, document: context as never }
      },
    } as never,
  ) as unknown as Promise<string>
}

// What is signed: the statements about the signature, then those of the document (vc-di-eddsa, section 3.2).
async function signedBytes(document: Document, options: Omit<Proof, 'proofValue'>, known: Contexts): Promise<Buffer> {
  const about = await canonize({ '@context': document['@context'], ...options }, known)
  return Buffer.concat([hash(about), hash(await canonize(document, known))])
}

/** Signs a document. @param keyId address of the key's public part */
export async function addProof<D extends Document>(
  document: D,
  key: Keypair,
  keyId: string,
  created: string,
  known: Contexts = contexts,
): Promise<D & { readonly proof: Proof }> {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod: keyId,
    proofPurpose: 'assertionMethod',
  } as const
  const value = sign(null, await signedBytes(document, options, known), key.privateKey)
  return { ...document, proof: { ...options, proofValue: toMultibase(value) } }
}

/** Whether a document stands word for word as this key signed it. */
export async function holdsProof(
  signed: Document & { readonly proof: Proof },
  key: KeyObject,
  known: Contexts = contexts,
): Promise<boolean> {
  const { proof, ...document } = signed
  const { proofValue, ...options } = proof
  const value = fromMultibase(proofValue)
  if (value?.length !== 64) return false
  try {
    return verify(null, await signedBytes(document, options, known), key, value)
  } catch {
    // Not to be told in statements: nobody can have signed it.
    return false
  }
}
