import { sql } from 'kysely'
import type { Ctx } from '../../platform'
import { CODE_OF_ETHICS } from '../../standards'

/** What a person has still to read before they can say yes to an activity above everyday risk. */
export async function findOwedAcceptance(
  ctx: Ctx,
  activity: { id: string; briefing_version: number },
  personId: string,
  asksEthics: boolean,
): Promise<{ ethicsVersion: number | null; briefing: boolean }> {
  const { rows } = await sql<{ ethics: number | null; accepted: boolean; briefed: boolean }>`
    SELECT d.version AS ethics,
      EXISTS (SELECT FROM standard_acceptances a WHERE a.person_id = ${personId} AND a.document_id = ${CODE_OF_ETHICS} AND a.version = d.version) AS accepted,
      EXISTS (SELECT FROM answers w JOIN posts p ON p.id = w.post_id
        WHERE w.volunteer_id = ${personId} AND p.activity_id = ${activity.id} AND w.briefing_version = ${activity.briefing_version}) AS briefed
    FROM (SELECT 1) AS one
    LEFT JOIN LATERAL (SELECT version FROM standard_documents WHERE id = ${CODE_OF_ETHICS} AND published_at <= ${ctx.clock.now().toString()}
      ORDER BY version DESC LIMIT 1) d ON true`.execute(ctx.db)
  const row = rows[0]
  return {
    ethicsVersion: asksEthics && row?.accepted === false ? row.ethics : null,
    briefing: row?.briefed !== true,
  }
}
