import { err, ok, type Result } from '../../kit/result'
import { lockLine } from '../../needs'
import { type Ctx, inCommand, may } from '../../platform'
import { freePick, handOut } from '../commands/carry'

/** Why nothing is handed out. */
export type HandOutError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  /** It was taken or freed meanwhile, or less is set aside. */
  | { readonly kind: 'changed' }

/**
 * Hands out at a site what is set aside there for one request: all of it in one step, or nothing. Not a result yet: that takes the receipt.
 * Records pledge.delivered, line.moved.
 * @param input `parts`: how much of each pick is given, in the unit of its lot; what is not given stays set aside
 */
export const handOutAt = (
  ctx: Ctx,
  input: {
    readonly siteId: string
    readonly needId: string
    readonly parts: readonly { readonly pickId: string; readonly quantity: number }[]
  },
): Promise<Result<{ given: number }, HandOutError>> =>
  inCommand<{ given: number }, HandOutError>(ctx, 'handOutAt', async (tx) => {
    const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', input.siteId).executeTakeFirst()
    if (site === undefined) return err({ kind: 'not-found' })
    if (!may(tx.ctx, 'goods:stock', { organizationId: site.organization_id, regionId: site.region_id }))
      return err({ kind: 'forbidden' })
    const picks = await tx.db
      .selectFrom('stock_picks')
      .select('id')
      .where('site_id', '=', site.id)
      .where('need_id', '=', input.needId)
      .where('state', '=', 'held')
      .limit(200)
      .execute()
    const here = new Set(picks.map((pick) => pick.id))
    // Lines first and in one order, as everybody takes them, so that nobody waits for another in a ring.
    const lines = await tx.db
      .selectFrom('need_lines')
      .select('id')
      .where('need_id', '=', input.needId)
      .orderBy('id')
      .limit(100)
      .execute()
    for (const { id } of lines) await lockLine(tx, id)
    for (const { pickId, quantity } of input.parts)
      if (!here.has(pickId) || !(await handOut(tx, pickId, quantity))) return err({ kind: 'changed' })
    return ok({ given: input.parts.length })
  })

/**
 * Frees at a site what was set aside for somebody, by mistake or because it is not fetched: it lies free again and its lines are open.
 * Records pledge.released, line.moved.
 */
export const freeAt = (
  ctx: Ctx,
  input: { readonly siteId: string; readonly pickId: string },
): Promise<Result<null, HandOutError>> =>
  inCommand<null, HandOutError>(ctx, 'freeAt', async (tx) => {
    const site = await tx.db.selectFrom('sites').selectAll().where('id', '=', input.siteId).executeTakeFirst()
    if (site === undefined) return err({ kind: 'not-found' })
    if (!may(tx.ctx, 'goods:stock', { organizationId: site.organization_id, regionId: site.region_id }))
      return err({ kind: 'forbidden' })
    return (await freePick(tx, input.pickId, site.id)) ? ok(null) : err({ kind: 'changed' })
  })
