import type { Tx } from '../../platform'
import { callOutEnded } from '../entries'
import { type AskedPost, dayOf } from '../queries/find-post'
import { withdrawAsks } from './withdraw-asks'

/** Why a call-out ends. `not-open`: the work is off, over or takes nobody any more. */
export type EndCause = 'filled' | 'exhausted' | 'stopped' | 'not-open'

/** Ends a running call-out whose row is held: takes back what nobody answered yet, forgets who would have come next. */
export async function endCallOut(
  tx: Tx,
  post: AskedPost,
  callOut: { readonly id: string; readonly sent: number; readonly wave: number },
  cause: EndCause,
): Promise<void> {
  const state = cause === 'not-open' ? 'stopped' : cause
  await tx.db.updateTable('call_outs').set({ state, ended_at: tx.now }).where('id', '=', callOut.id).execute()
  await tx.db.deleteFrom('call_out_reserve').where('call_out_id', '=', callOut.id).execute()
  if (cause !== 'exhausted') await withdrawAsks(tx, post, callOut.id, cause)
  tx.append(
    callOutEnded.entry({
      subjectId: callOut.id,
      regionId: post.region_id,
      organizationId: post.organization_id,
      body: {
        callOutId: callOut.id,
        postId: post.id,
        activityId: post.activity_id,
        state,
        sent: callOut.sent,
        waves: callOut.wave,
      },
      public: {
        region: post.region_id,
        day: dayOf(post),
        activity: post.activity_id,
        organization: post.organization_id,
        kind: post.kind,
        state,
      },
    }),
  )
}
