import { err, ok, type Result } from '../../kit/result'
import type { Tx } from '../../platform'
import {
  acceptDocumentIn,
  CODE_OF_ETHICS,
  getLawPack,
  type ObligationId,
  obligations,
  parseFlags,
  type RiskContext,
  type RiskTier,
  riskContexts,
} from '../../standards'
import type { HeldActivity } from './hold-activity'

/** What must be read and accepted before this yes counts: the code of ethics of a version, the activity's briefing of a version. */
export type AcceptFirst = {
  readonly kind: 'accept-first'
  readonly ethicsVersion: number | null
  readonly briefingVersion: number | null
}

/** Versions the person accepts with this very answer. */
export type Accepted = { readonly ethicsVersion?: number | undefined; readonly briefingVersion?: number | undefined }

/** What this activity owes, by its stored risk. */
export const obligationsOf = (activity: {
  country_code: string
  risk_tier: number
  flags: readonly string[]
  contexts: readonly string[]
}): ObligationId[] =>
  obligations(
    getLawPack(activity.country_code),
    activity.risk_tier as RiskTier,
    parseFlags(activity.flags),
    new Set(riskContexts.filter((one: RiskContext) => activity.contexts.includes(one))),
  ).map(({ id }) => id)

/** Whether the person has accepted what this activity asks of participants, and notes what they accept now. */
export async function decideAccepted(
  tx: Tx,
  activity: HeldActivity,
  volunteerId: string,
  accepted: Accepted,
): Promise<Result<null, AcceptFirst>> {
  // Everyday work asks nothing beyond the yes itself.
  if (activity.risk_tier === 0) return ok(null)
  const asksEthics = obligationsOf(activity).includes('code-of-ethics')
  const document = asksEthics
    ? await tx.db
        .selectFrom('standard_documents as d')
        .leftJoin('standard_acceptances as a', (join) =>
          join
            .onRef('a.document_id', '=', 'd.id')
            .onRef('a.version', '=', 'd.version')
            .on('a.person_id', '=', volunteerId),
        )
        .select(['d.version', 'a.accepted_at'])
        .where('d.id', '=', CODE_OF_ETHICS)
        .where('d.published_at', '<=', tx.now)
        .orderBy('d.version', 'desc')
        .limit(1)
        .executeTakeFirst()
    : undefined
  const owesEthics =
    document !== undefined && document.accepted_at === null && accepted.ethicsVersion !== document.version
  const owesBriefing =
    accepted.briefingVersion !== activity.briefing_version && !(await hasReadBriefing(tx, activity, volunteerId))
  if (owesEthics || owesBriefing) {
    return err({
      kind: 'accept-first',
      ethicsVersion: owesEthics ? (document?.version ?? null) : null,
      briefingVersion: owesBriefing ? activity.briefing_version : null,
    })
  }
  if (document !== undefined && document.accepted_at === null) {
    const kept = await acceptDocumentIn(tx, {
      personId: volunteerId,
      documentId: CODE_OF_ETHICS,
      version: document.version,
    })
    // A newer version came between: that one is to be read.
    if (!kept.ok) {
      const ethicsVersion = kept.error.kind === 'not-current' ? kept.error.current : null
      return err({ kind: 'accept-first', ethicsVersion, briefingVersion: null })
    }
  }
  return ok(null)
}

async function hasReadBriefing(tx: Tx, activity: HeldActivity, volunteerId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('answers as w')
    .innerJoin('posts as p', 'p.id', 'w.post_id')
    .select('w.id')
    .where('w.volunteer_id', '=', volunteerId)
    .where('p.activity_id', '=', activity.id)
    .where('w.briefing_version', '=', activity.briefing_version)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
