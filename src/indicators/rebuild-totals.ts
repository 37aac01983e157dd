import { createHash } from 'node:crypto'
import type { Ctx, Db } from '../platform'
import { definitions } from './definitions'
import { totalsFollower } from './totals-follower'

/** Everything read off the journal for the numbers. */
export const totalsTables = [
  'indicator_entries',
  'indicator_cells',
  'indicator_region_months',
  'indicator_members',
  'indicator_waits',
  'indicator_people',
  'indicator_cell_people',
  'indicator_parts',
] as const

/** Key of what the totals were counted by, in `settings`. */
const COUNTED_BY = 'indicators.counted-by'

// Raised when something else is kept of each entry, by the same definitions.
const KEPT = 4

// A number whose code changes and whose rules do not raises its version.
const countedBy = createHash('sha256')
  .update(JSON.stringify([KEPT, definitions]))
  .digest('hex')

/** Empties every total; the follower then counts again from the first entry, and pages say as of which one they hold meanwhile. */
export const rebuildTotals = (db: Db): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx
      .insertInto('followers')
      .values({ name: totalsFollower.name })
      .onConflict((c) => c.doNothing())
      .execute()
    // Whoever follows just now holds this row until what it wrote is committed.
    await tx.updateTable('followers').set({ position: 0 }).where('name', '=', totalsFollower.name).execute()
    for (const table of totalsTables) await tx.deleteFrom(table).execute()
    await markCounted(tx)
  })

/** Counts anew where the definitions are others than those the totals were counted by. */
export async function recountWhereRedefined({ db, log }: Ctx): Promise<void> {
  const kept = await db.selectFrom('settings').select('value').where('key', '=', COUNTED_BY).executeTakeFirst()
  if (kept?.value === countedBy) return
  const follower = await db
    .selectFrom('followers')
    .select('position')
    .where('name', '=', totalsFollower.name)
    .executeTakeFirst()
  if (follower === undefined || follower.position === 0) return markCounted(db)
  await rebuildTotals(db)
  log('indicators.recount', { entries: follower.position })
}

async function markCounted(db: Db): Promise<void> {
  const value = JSON.stringify(countedBy)
  await db
    .insertInto('settings')
    .values({ key: COUNTED_BY, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
}
