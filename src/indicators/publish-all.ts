import { readHomeCountry } from '../places'
import type { Db } from '../platform'
import { definitions } from './definitions'
import { type PublishedNumber, publish } from './published'
import { readKnown } from './queries'

/**
 * Every number as it goes out.
 * @param whole only what each is altogether, without regions, months and breakdowns
 */
export async function publishAll(db: Db, { whole }: { whole: boolean } = { whole: false }): Promise<PublishedNumber[]> {
  const [known, { regions }] = await Promise.all([readKnown(db, definitions, { whole }), readHomeCountry(db)])
  const regionIds = regions.map((region) => region.id)
  return definitions.map((definition) => publish(definition, known, regionIds))
}
