import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf } from '../../platform'
import { messageHandled } from '../entries'

/** An operator of the region has seen to a message; doing so twice is quiet. Records message.handled. */
export const handleMessage = (ctx: Ctx, messageId: string): Promise<Result<null, { readonly kind: 'not-found' }>> =>
  inCommand<Result<null, { readonly kind: 'not-found' }>>(ctx, 'handleMessage', async (tx) => {
    const message = await tx.db
      .selectFrom('inbound_messages')
      .select(['region_id', 'attention', 'handled_at'])
      .where('id', '=', messageId)
      .forUpdate()
      .executeTakeFirst()
    if (message === undefined || message.attention === null || message.region_id === null)
      return err({ kind: 'not-found' })
    if (!may(ctx, 'people:help', { regionId: message.region_id })) return err({ kind: 'not-found' })
    if (message.handled_at !== null) return ok(null)
    await tx.db
      .updateTable('inbound_messages')
      .set({ handled_at: tx.now, handled_by: personOf(ctx) })
      .where('id', '=', messageId)
      .execute()
    tx.append(
      messageHandled.entry({
        subjectId: messageId,
        regionId: message.region_id,
        body: { why: message.attention },
        public: {},
      }),
    )
    return ok(null)
  })
