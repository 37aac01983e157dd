import { createHash } from 'node:crypto'
import type { Entry } from '../journal'
import type { DeskFilter } from './desk-item'
import type { DeskScope } from './queries/desk-scope'

/** A desk that somebody has open in this process: what it spans, which part of its queue, and the regions whose needs concern it. */
export type OpenDesk = {
  readonly scope: DeskScope
  readonly filter: DeskFilter | undefined
  readonly regionIds: readonly string[]
  readonly openedAt: Temporal.Instant
}

// Listeners come again within twenty minutes; what nobody renewed for longer is closed.
const OPEN_MINUTES = 30

const byId = new Map<string, OpenDesk>()

/** Name of a desk in the form of an id: everyone with the same scope and filter sees, and is sent, the same. */
export function deskId({ everywhere, organizationIds, regionIds }: DeskScope, filter: DeskFilter | undefined): string {
  const spans = everywhere ? 'everywhere' : [[...organizationIds].sort(), [...regionIds].sort()]
  const hex = createHash('sha256')
    .update(JSON.stringify([spans, filter]))
    .digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Keeps a desk open. `regionIds`: regions of its scope and of its organizations. */
export function openDesk(id: string, desk: OpenDesk): void {
  for (const [key, { openedAt }] of byId)
    if (desk.openedAt.since(openedAt).total('minutes') > OPEN_MINUTES) byId.delete(key)
  byId.set(id, desk)
}

/** An open desk by its id. */
export const findOpenDesk = (id: string): OpenDesk | undefined => byId.get(id)

/** Open desks that an entry may change: those over its organization or region, and for a need all desks that could claim it. */
export function desksConcernedBy(entry: Pick<Entry, 'kind' | 'organizationId' | 'regionId'>): string[] {
  const isNeed = /^(need|line)\./.test(entry.kind)
  return [...byId].flatMap(([id, { scope, regionIds }]) => {
    const isOwn = entry.organizationId !== null && scope.organizationIds.includes(entry.organizationId)
    const isNear = isNeed ? regionIds.includes(entry.regionId) : scope.regionIds.includes(entry.regionId)
    return scope.everywhere || isOwn || isNear ? [id] : []
  })
}
