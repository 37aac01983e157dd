import type { Ctx } from '../platform'
import type { Child, View } from '../web'
import type { FollowView } from './queries/follow'

/** What another room adds to the page of whoever follows a request: `path` is the address of that page. */
export type FollowPart = (shown: {
  readonly ctx: Ctx
  readonly v: View
  readonly follow: FollowView
  readonly path: string
}) => Promise<Child | null>

const parts: FollowPart[] = []

/** Adds a part to the follow page. Called once by a room, when it loads. */
export const registerFollowPart = (part: FollowPart): void => void parts.push(part)

/** The parts there are for this request, in the order of the rooms. */
export async function followParts(shown: Parameters<FollowPart>[0]): Promise<Child[]> {
  const made = await Promise.all(parts.map((part) => part(shown)))
  return made.filter((part) => part !== null)
}
