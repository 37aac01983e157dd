import { findCountryMap } from '../../places'
import type { Db } from '../../platform'
import { deskItems, regionsOf } from '../desk-item'
import type { DeskBoard } from '../pages/desk-page'
import type { DeskScope } from './desk-scope'
import { listDeskNeeds, listDeskPosts, readDeskRisk } from './read-desk'

/** Queue, map and risk of a desk, in four queries, every list bounded. */
export async function loadBoard(db: Db, scope: DeskScope, now: Temporal.Instant): Promise<DeskBoard> {
  const [posts, needs] = await Promise.all([listDeskPosts(db, scope, now), listDeskNeeds(db, scope)])
  const items = deskItems(posts, needs, now)
  const [risk, map] = await Promise.all([
    readDeskRisk(db, scope, needs, now),
    findCountryMap(db, regionsOf(items)[0]?.slice(0, 2) ?? ''),
  ])
  return { risk, posts, items, map }
}
