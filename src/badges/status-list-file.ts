import type { Ctx } from '../platform'
import { addProof } from './credential/data-integrity'
import { statusListCredential } from './credential/status-list'
import { openIssuer } from './issuer'
import { statusListAddress } from './write-badge'

const REVOKED_MAX = 131_072

type Signed = { readonly state: string; readonly text: string }
// Signed again only when something was revoked or the key was changed since: a list is asked for far more often than it changes.
const signed = new WeakMap<Ctx['db'], Map<number, Signed>>()

/** The signed list of what is revoked, as JSON; undefined where there is none with this number. */
export async function readStatusList(ctx: Ctx, list: number): Promise<string | undefined> {
  const { db, config } = ctx
  const head = await db
    .selectFrom('badge_statuses')
    .select(({ fn }) => [fn.countAll<string>().as('entries'), fn.count<string>('revoked_at').as('revoked')])
    .select(({ fn }) => fn.max('revoked_at').as('at'))
    .where('list', '=', list)
    .executeTakeFirstOrThrow()
  if (Number(head.entries) === 0) return undefined
  const issuer = await openIssuer(ctx)
  const state = `${head.revoked} ${head.at ?? ''} ${issuer.keyId}`
  const kept = signed.get(db) ?? new Map<number, Signed>()
  signed.set(db, kept)
  const known = kept.get(list)
  if (known?.state === state) return known.text
  const rows = await db
    .selectFrom('badge_statuses')
    .select('index')
    .where('list', '=', list)
    .where('revoked_at', 'is not', null)
    .limit(REVOKED_MAX)
    .execute()
  const at = ctx.clock.now().round('second').toString()
  const revoked = rows.map((row) => row.index)
  const document = statusListCredential(statusListAddress(config.url, list), issuer.did, at, revoked)
  const text = JSON.stringify(await addProof(document, issuer.key, issuer.keyId, at))
  kept.set(list, { state, text })
  return text
}
