import { findDefinition, publish, readKnown } from '../../indicators'
import { countCauses, decideShownCells, listAnswers } from '../../needs'
import { findRegion, listRegions, placeName } from '../../places'
import { type Ctx, may } from '../../platform'
import type { View } from '../../web'
import type { Report } from '../report'
import { composeRegion, regionNumbers } from './compose-region'
import { readRegionState } from './read-region'

const defined = Object.values(regionNumbers)
  .flat()
  .flatMap((id) => findDefinition(id) ?? [])

/** Whether somebody answers for a region and may see what is hidden from the public. */
export const maySeeAll = (ctx: Ctx, regionId: string): boolean =>
  may(ctx, 'region:review', { regionId, organizationId: null })

/** The report of a region as this reader may see it; undefined where there is no such region. */
export async function reportRegion(ctx: Ctx, v: View, id: string): Promise<Report | undefined> {
  const { db, clock } = ctx
  const region = await findRegion(db, id)
  if (region === undefined) return undefined
  const now = clock.now()
  const full = maySeeAll(ctx, id)
  const [known, regions, state, causes, answers] = await Promise.all([
    readKnown(db, defined),
    listRegions(db, region.countryCode),
    readRegionState(db, id, now),
    countCauses(db, id, now),
    listAnswers(db, id),
  ])
  const ids = regions.map((one) => one.id)
  return composeRegion(v, {
    region: { id, name: placeName(region, v.lang) },
    numbers: defined.map((definition) => publish(definition, known, ids)),
    state,
    causes: decideShownCells(causes),
    answers,
    asOf: known.asOf,
    full,
  })
}
