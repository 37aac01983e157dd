import type { Db } from '../../../platform'

/**
 * Whether a need is received line by line: it asks for goods alone, and something was handed over or promised to it through a pledge. What
 * organizations brought as part of an activity is received as a whole.
 */
export async function isByLines(db: Db, needId: string): Promise<boolean> {
  const found = await db
    .selectFrom('pledges as p')
    .select('p.id')
    .where('p.need_id', '=', needId)
    .where((eb) => eb.or([eb('p.delivered', '>', 0), eb('p.in_transit', '>', 0)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('need_lines as l')
            .select('l.id')
            .where('l.need_id', '=', needId)
            .where('l.kind', '<>', 'item')
            .whereRef('l.requested', '>', 'l.withdrawn'),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
