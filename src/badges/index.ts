import './personal-data'
import type { Room } from '../platform'
import { holderOperations } from './api/holder-operations'
import { letterOperations } from './api/letter-operations'
import { publicOperations } from './api/public-operations'
import { badgeFollowers } from './follow'
import { routes } from './routes'

export { type EndKeyError, endIssuerKey } from './commands/end-issuer-key'
export { rotateIssuerKey } from './commands/rotate-issuer-key'
export { readBaked } from './credential/bake'
export type { Document } from './credential/data-integrity'
export { parsePublicKey } from './credential/multikey'
export { readListEntry } from './credential/status-list'
export { type Issuers, parseDocument, type Verdict, verifyCredential } from './credential/verify-credential'

export { didOf, issuerKeyFile, keyIdOf, listIssuerKeys } from './issuer'

/** What a person shows of their record: badges, shares, letters, awards. */
export const badgesRoom: Room = {
  name: 'badges',
  routes,
  operations: [...publicOperations, ...holderOperations, ...letterOperations],
  followers: badgeFollowers,
}
