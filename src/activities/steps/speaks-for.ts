import { actsFor } from '../../people'
import { type Ctx, personOf, type Tx } from '../../platform'

/** Whether the request is the person's own: their session, their link, or the system for their telephone. */
export const isOwn = (ctx: Ctx, personId: string): boolean =>
  personOf(ctx) === personId || (ctx.actor.kind === 'system' && ctx.onBehalfOf === undefined)

/** Whether this is the person's word: their own request, or one made for them under the help they asked for. */
export const speaksFor = async (tx: Tx, personId: string): Promise<boolean> =>
  isOwn(tx.ctx, personId) || (tx.ctx.onBehalfOf !== undefined && (await actsFor(tx, personId)))
