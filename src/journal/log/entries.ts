import { z } from 'zod'
import { entryKind } from '../entry'

const keyId = z.string().regex(/^[0-9a-f]{8}$/)

/** The log is signed with one more key from now on. */
export const logKeyAdded = entryKind('log.key-added', { subject: 'log', body: z.object({ keyId }), public: ['day'] })

/** Entries that were published are lost: the log goes on under another name. `lost`: size of the last checkpoint of the old name. */
export const logRestarted = entryKind('log.restarted', {
  subject: 'log',
  body: z.object({ keyId, lost: z.int().min(0) }),
  public: ['day', 'count'],
})
