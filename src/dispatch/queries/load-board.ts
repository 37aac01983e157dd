import type { Db } from '../../platform'
import { deskItems } from '../desk-item'
import type { DeskBoard } from '../pages/desk-page'
import type { DeskScope } from './desk-scope'
import { listDeskNeeds, listDeskPosts, readDeskRisk } from './read-desk'

/** Queue, map and risk of a desk, in three queries, every list bounded. */
export async function loadBoard(db: Db, scope: DeskScope, now: Temporal.Instant): Promise<DeskBoard> {
  const [posts, needs] = await Promise.all([listDeskPosts(db, scope, now), listDeskNeeds(db, scope)])
  const risk = await readDeskRisk(db, scope, needs, now)
  return { risk, posts, items: deskItems(posts, needs, now) }
}
