import { hash } from 'node:crypto'
import type { SyncHash } from '../../verify'

/** SHA-256 of this machine. */
export const sha256: SyncHash = (data) => hash('sha256', data, 'buffer')
