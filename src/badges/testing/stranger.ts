import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { contexts } from '../credential/contexts'

type Method = { id: string; controller: string; publicKeyMultibase: string }

/**
 * Whether a stranger's library, which had no part in signing, accepts a credential of an issuer it knows by its published document alone.
 * @param issuer what `/.well-known/did.json` says
 */
export async function strangerAccepts(
  credential: object,
  issuer: { readonly id: string; readonly verificationMethod: readonly Method[] },
): Promise<boolean> {
  const checked = await verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    now: new Date('2026-12-31T00:00:00Z'),
    // Lists of what is revoked are read by the tests themselves.
    checkStatus: async () => ({ verified: true }),
    documentLoader: async (url: string) => {
      const method = issuer.verificationMethod.find((one) => one.id === url)
      const document =
        contexts.get(url) ??
        (url === issuer.id
          ? issuer
          : method === undefined
            ? undefined
            : { '@context': 'https://w3id.org/security/multikey/v1', ...method })
      if (document === undefined) throw new Error(`unknown: ${url}`)
      return { contextUrl: null, documentUrl: url, document }
    },
  })
  if (!checked.verified)
    for (const error of checked.error?.errors ?? []) if (!/signature/i.test(error.message)) throw error
  return checked.verified
}
