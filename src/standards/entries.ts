import { z } from 'zod'
import { entryKind } from '../journal'

const code = z.string().regex(/^[a-z0-9-]{1,80}$/)

/** A version of a code or briefing is in force from now on. */
export const documentPublished = entryKind('document.published', {
  subject: 'document',
  body: z.object({ document: code, version: z.int() }),
  public: ['version'],
})

/** A person read and accepted a version. */
export const documentAccepted = entryKind('document.accepted', {
  subject: 'person',
  body: z.object({ document: code, version: z.int() }),
  public: [],
})
