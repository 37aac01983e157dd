import { z } from 'zod'
import { entryKind } from '../journal'
import { listKinds } from './import/report'

const count = z.int().min(0)

/** A batch of somebody's table was brought in. All batches of one import carry its id. */
export const tableImported = entryKind('table.imported', {
  subject: 'import',
  body: z.object({ kind: z.enum(listKinds), created: count, updated: count, basis: z.string() }),
  public: [],
})
