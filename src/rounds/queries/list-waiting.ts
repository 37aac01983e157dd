import type { Db } from '../../platform'

/** Needs of an organization for which something is set aside at its sites and in no round yet. */
export const listWaiting = (db: Db, organizationId: string) =>
  db
    .selectFrom('needs as n')
    .leftJoin('localities as l', 'l.id', 'n.locality_id')
    .select(['n.id', 'n.reference', 'l.name_kk', 'l.name_ru', 'l.name_en'])
    .where('n.closed_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('stock_picks as p')
          .innerJoin('sites as s', 's.id', 'p.site_id')
          .select('p.id')
          .whereRef('p.need_id', '=', 'n.id')
          .where('p.state', '=', 'held')
          .where('s.organization_id', '=', organizationId)
          .where((w) =>
            w.not(
              w.exists(
                w
                  .selectFrom('round_goods as g')
                  .select('g.id')
                  .whereRef('g.pick_id', '=', 'p.id')
                  .where('g.state', 'in', ['planned', 'aboard']),
              ),
            ),
          ),
      ),
    )
    .orderBy('n.rank')
    .orderBy('n.raised_at')
    .limit(50)
    .execute()
