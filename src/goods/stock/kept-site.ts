import { isId } from '../../kit/ids'
import { may, NotHere, type Req } from '../../platform'
import { findSite, type Site } from '../sites/queries'

/** The site of the address, where the actor keeps its stock. */
export async function keptSite(r: Req): Promise<Site> {
  const id = r.param('id')
  const site = isId(id) ? await findSite(r.ctx.db, id) : undefined
  if (site === undefined) throw new NotHere()
  const { organizationId, regionId } = site
  if (!may(r.ctx, 'goods:stock', { organizationId, regionId })) throw new NotHere(403)
  return site
}
