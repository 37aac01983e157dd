import { findDefinition, isCrossed, publish, readKnown, readRegionMonths } from '../../indicators'
import { countCauses, decideShownCells, listAnswers } from '../../needs'
import { listRegions, placeName } from '../../places'
import { type Ctx, may } from '../../platform'
import type { View } from '../../web'
import type { Report } from '../report'
import { composeRegion } from './compose-region'
import { readRegionState } from './read-region'
import { regionNumbers } from './region-facts'

const defined = Object.values(regionNumbers)
  .flat()
  .flatMap((id) => findDefinition(id) ?? [])

/** Whether somebody answers for a region and may see what is hidden from the public. */
export const maySeeAll = (ctx: Ctx, regionId: string): boolean =>
  may(ctx, 'region:review', { regionId, organizationId: null })

/**
 * The report of a region as this reader may see it; undefined where there is no such region. Everything is read at one moment, by seven
 * queries whatever the region holds: each is served by an index and bounded.
 */
export async function reportRegion(ctx: Ctx, v: View, id: string): Promise<Report | undefined> {
  const now = ctx.clock.now()
  const yearAgo = now.toZonedDateTimeISO(v.zone).toPlainDate().with({ day: 1 }).subtract({ months: 11 })
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      const everywhere = await listRegions(db)
      const region = everywhere.find((one) => one.id === id)
      if (region === undefined) return undefined
      const known = await readKnown(db, defined, { parts: false })
      const regionIds = everywhere.filter((one) => one.countryCode === region.countryCode).map((one) => one.id)
      return composeRegion(v, {
        region: { id, name: placeName(region, v.lang) },
        numbers: defined.map((definition) => publish(definition, known, regionIds)),
        crossed: await readRegionMonths(db, defined.filter(isCrossed), [id], yearAgo),
        state: await readRegionState(db, id, now),
        causes: decideShownCells(await countCauses(db, id, now)),
        answers: await listAnswers(db, id),
        asOf: known.asOf,
        full: maySeeAll(ctx, id),
      })
    })
}
