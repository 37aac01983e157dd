import type { Ctx } from '../platform'
import type { Child, View } from '../web'
import type { ActivityView } from './queries/find-activity'

/** What a room below adds to an activity's public page, such as the result that came of it. */
export type ActivityPart = (ctx: Ctx, v: View, activity: ActivityView) => Promise<Child | undefined>

const parts = new Map<string, ActivityPart>()

/** Adds a room's part to every activity's page. Called once, when the room's door loads. */
export const registerActivityPart = (room: string, part: ActivityPart): void => {
  parts.set(room, part)
}

/** Parts of all rooms for an activity's page, in the order of registration. */
export async function renderActivityParts(ctx: Ctx, v: View, activity: ActivityView): Promise<Child[]> {
  const rendered: Child[] = []
  for (const part of parts.values()) {
    const child = await part(ctx, v, activity)
    if (child !== undefined) rendered.push(child)
  }
  return rendered
}
