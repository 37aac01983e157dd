import { newId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { patternSeen } from '../entries'
import { patternRules } from './pattern-rules'

/**
 * Looks for the patterns of {@link patternRules} and puts each before the region's officers, once while it is open and not again within the
 * days of its rule. Nothing else follows. @returns how many are new
 */
export const lookForPatterns = (ctx: Ctx): Promise<Result<number, never>> =>
  inCommand(ctx, 'lookForPatterns', async (tx) => {
    let seen = 0
    for (const rule of patternRules) {
      const since = tx.now.subtract({ hours: 24 * rule.days })
      const { rows } = await rule.find(since, tx.now, rule.least).execute(tx.db)
      for (const { companion_id, region_id, count } of rows) {
        const known = await tx.db
          .selectFrom('companion_flags')
          .select('id')
          .where('companion_id', '=', companion_id)
          .where('rule', '=', rule.id)
          .where((eb) => eb.or([eb('state', '=', 'open'), eb('closed_at', '>', since)]))
          .limit(1)
          .executeTakeFirst()
        if (known !== undefined) continue
        const id = newId(tx.now.epochMilliseconds)
        await tx.db
          .insertInto('companion_flags')
          .values({ id, companion_id, region_id, rule: rule.id, count, seen_at: tx.now, state: 'open' })
          .execute()
        tx.append(
          patternSeen.entry({
            subjectId: id,
            regionId: region_id,
            body: { companionId: companion_id, rule: rule.id, count },
            public: {},
          }),
        )
        seen++
      }
    }
    return ok(seen)
  })
