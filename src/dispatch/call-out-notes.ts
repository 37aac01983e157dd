import type { Ctx } from '../platform'
import type { Child, View } from '../web'

/** What a room below says beside a call-out about to start; undefined: nothing. One query at most. */
export type CallOutNote = (ctx: Ctx, v: View, activityId: string) => Promise<Child | undefined>

const notes = new Map<string, CallOutNote>()

/** Adds a room's note to the drawer of call-outs, one for each name. Called once, when the room's door loads. */
export const registerCallOutNote = (name: string, note: CallOutNote): void => {
  notes.set(name, note)
}

/** Everything rooms say beside a call-out about to start. */
export const callOutNotes = (ctx: Ctx, v: View, activityId: string): Promise<(Child | undefined)[]> =>
  Promise.all([...notes.values()].map((note) => note(ctx, v, activityId)))
