import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may } from '../../platform'
import { findPost } from '../queries/find-post'
import { endCallOut } from '../steps/end-call-out'

/** Stops asking: nobody else is asked, and whoever has not answered yet is told that it is no longer needed. */
export const stopCallOut = (
  ctx: Ctx,
  callOutId: string,
): Promise<Result<{ readonly postId: string }, { readonly kind: 'unknown' | 'forbidden' | 'not-running' }>> =>
  inCommand(ctx, 'stopCallOut', async (tx) => {
    const callOut = await tx.db
      .selectFrom('call_outs')
      .select(['id', 'post_id', 'organization_id', 'region_id', 'state', 'sent', 'wave'])
      .where('id', '=', callOutId)
      .forUpdate()
      .executeTakeFirst()
    if (callOut === undefined) return err({ kind: 'unknown' })
    const scope = { organizationId: callOut.organization_id, regionId: callOut.region_id }
    if (!may(ctx, 'dispatch:run', scope)) return err({ kind: 'forbidden' })
    if (callOut.state !== 'running') return err({ kind: 'not-running' })
    const post = await findPost(tx.db, callOut.post_id)
    if (post === undefined) return err({ kind: 'unknown' })
    await endCallOut(tx, post, callOut, 'stopped')
    return ok({ postId: post.id })
  })
