import type { NoticeDoor } from './doors'
import type { Wishes } from './plan-deliveries'
import type { Receiver } from './wishes'

/** What is told of a companion: what they said for somebody, and that they may. */
const ofCompanions = new Set(['answered-for-you', 'companion-added'])

/**
 * The doors for a notice of this kind. What a companion did is not told through a telephone or mailbox that is the companion's too: where
 * nothing else is left, a person rings.
 */
export function wishesFor({ wishes, sharedDoors }: Receiver, kind: string): Wishes {
  if (!ofCompanions.has(kind) || sharedDoors.size === 0) return wishes
  const on: Record<NoticeDoor, boolean> = { ...wishes.on }
  for (const door of sharedDoors) on[door] = false
  return { ...wishes, on, operator: true }
}
