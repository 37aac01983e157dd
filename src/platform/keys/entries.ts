import { z } from 'zod'
import { entryKind } from '../../journal'

/** A partner's system was given a key: its scopes and where it reaches, never the key. */
export const keyMade = entryKind('key.made', {
  subject: 'key',
  body: z.object({ scopes: z.array(z.string()), organizationId: z.uuid().nullable(), regionId: z.string().nullable() }),
  public: [],
})

/** A key opens nothing any more. */
export const keyRevoked = entryKind('key.revoked', { subject: 'key', body: z.object({}), public: [] })
