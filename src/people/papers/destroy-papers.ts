import { sql } from 'kysely'
import { ok } from '../../kit/result'
import { type Ctx, type Db, inCommand, type Tx } from '../../platform'
import { paperDestroyed } from '../entries'

/** After the consent is over its paper proves nothing that could still be asked about: the limitation of actions is three years. */
const YEARS_KEPT = 3
const BATCH = 100

/** Destroys papers of consents that ended long ago. Run by a sweep. Records consent.paper-destroyed. */
export async function destroyPapers(ctx: Ctx): Promise<void> {
  const before = ctx.clock.now().toZonedDateTimeISO('UTC').subtract({ years: YEARS_KEPT }).toInstant()
  for (const row of await listOver(ctx.db, before))
    await inCommand(ctx, 'destroyPaper', async (tx) => {
      await destroyIn(tx, row)
      return ok(null)
    })
}

type Over = { readonly consentId: string; readonly personId: string; readonly regionId: string }

async function listOver(db: Db, before: Temporal.Instant): Promise<Over[]> {
  const { rows } = await sql<Over>`
    SELECT s.consent_id AS "consentId", s.person_id AS "personId", p.region_id AS "regionId"
    FROM signed_papers s JOIN consents c ON c.id = s.consent_id JOIN people p ON p.id = s.person_id
    WHERE least(c.withdrawn_at, c.valid_until) < ${before}
    ORDER BY s.added_at LIMIT ${BATCH}`.execute(db)
  return rows
}

async function destroyIn(tx: Tx, { consentId, personId, regionId }: Over): Promise<void> {
  const gone = await tx.db.deleteFrom('signed_papers').where('consent_id', '=', consentId).executeTakeFirst()
  if (gone.numDeletedRows === 0n) return
  tx.append(paperDestroyed.entry({ subjectId: personId, regionId, body: { consentId, rule: 'retention' }, public: {} }))
}

/** Destroys every paper that somebody signed or is named on: as the person, the companion or the parent. Part of erasing them. */
export async function erasePapers(tx: Tx, personId: string): Promise<void> {
  await sql`
    DELETE FROM signed_papers WHERE person_id = ${personId} OR consent_id IN (
      SELECT consent_id FROM companions WHERE companion_id = ${personId}
      UNION ALL SELECT consent_id FROM guardians WHERE guardian_id = ${personId})`.execute(tx.db)
}
