import { findCountryMap } from '../../places'
import type { Db } from '../../platform'
import { type DeskFilter, type DeskItem, deskItems, isStaleNeed, rankOfPost, regionsOf } from '../desk-item'
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

/** The board with that part of its queue which a figure of the strip opens to; all of it without a filter. */
export const filterBoard = (board: DeskBoard, filter: DeskFilter | undefined, now: Temporal.Instant): DeskBoard =>
  filter === undefined ? board : { ...board, items: board.items.filter((item) => isShown(item, filter, now)) }

function isShown(item: DeskItem, filter: DeskFilter, now: Temporal.Instant): boolean {
  if (item.kind === 'need') return filter === 'stale' && isStaleNeed(item.need, now)
  switch (filter) {
    case 'unfilled':
      return item.posts.some((post) => rankOfPost(post, now) <= 1)
    case 'silent':
      return item.posts.some((post) => post.silent > 0)
    case 'running':
      return item.posts.some((post) => post.overdue > 0)
    case 'at-risk':
      return item.posts.some((post) => post.at_risk > 0)
    case 'stale':
      return false
  }
}
