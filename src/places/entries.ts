import { z } from 'zod'
import { entryKind } from '../journal'

const count = z.int().min(0)

/** A country pack was loaded: how many units it added. */
export const placesLoaded = entryKind('places.loaded', {
  subject: 'country',
  body: z.object({ country: z.string(), regions: count, districts: count, localities: count }),
  public: [],
})

/** A batch of the official register was applied. All batches of one import carry its id. */
export const placesImported = entryKind('places.imported', {
  subject: 'import',
  body: z.object({ country: z.string(), created: count, updated: count }),
  public: [],
})

/** Outlines of regions were imported. */
export const outlinesImported = entryKind('places.outlined', {
  subject: 'import',
  body: z.object({ countries: z.array(z.string()), created: count, updated: count }),
  public: [],
})
