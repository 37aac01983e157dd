import { isId } from '../kit/ids'
import type { Ctx } from '../platform'
import { findBadge } from './badge-rows'
import type { Document } from './credential/data-integrity'
import { parsePublicKey } from './credential/multikey'
import { differingPaths, type Issuers, type Verdict, verifyCredential } from './credential/verify-credential'
import { didOf, keyIdOf, listIssuerKeys } from './issuer'
import { statusListAddress } from './write-badge'

/** How a credential stands here, and which of its places differ from what was signed, where that is known. */
export type Checked = { readonly verdict: Verdict; readonly differs: readonly string[] }

/** Checks a credential against the keys and lists of this house. Asks nobody else: of other issuers it says that they are not known. */
export async function checkBadge(ctx: Ctx, document: Document): Promise<Checked> {
  const verdict = await verifyCredential(document, ownIssuer(ctx), ctx.clock.now())
  if (verdict !== 'changed') return { verdict, differs: [] }
  const id = typeof document.id === 'string' ? document.id.replace(/^urn:uuid:/, '') : undefined
  const badge = isId(id) ? await findBadge(ctx.db, id) : undefined
  return { verdict, differs: badge === undefined ? [] : differingPaths(document, JSON.parse(badge.document)) }
}

function ownIssuer({ db, config }: Ctx): Issuers {
  const did = didOf(config.url)
  return {
    key: async (issuer, keyId) => {
      if (issuer !== did) return undefined
      const publicKey = (await listIssuerKeys(db)).find((one) => keyIdOf(did, one) === keyId)
      return publicKey === undefined ? undefined : parsePublicKey(publicKey)
    },
    isRevoked: async (_, list, index) => {
      const number = Number(/\/(\d{1,6})$/.exec(list)?.[1])
      if (list !== statusListAddress(config.url, number)) return undefined
      const row = await db
        .selectFrom('badge_statuses')
        .select('revoked_at')
        .where('list', '=', number)
        .where('index', '=', index)
        .executeTakeFirst()
      return row === undefined ? undefined : row.revoked_at !== null
    },
  }
}
