import { z } from 'zod'
import { entryKind } from '../journal'

/** Open data was published as of a position (`count`); `commitment` is the fingerprint of its list of files. */
export const openReleased = entryKind('open.released', {
  subject: 'open-release',
  body: z.object({ release: z.string() }),
  public: ['day', 'count', 'commitment'],
})
