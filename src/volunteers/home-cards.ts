import type { Ctx } from '../platform'
import type { Child, View, WeekMark } from '../web'

/** One thing on the volunteer's home; of those that wait, the highest `urgency` stands on top (ask 100, offered seat 90, check-in 80). */
export type HomeCard = { readonly urgency: number; readonly card: Child }

/** What stands on one day of the week strip. */
export type HomeMark = { readonly date: Temporal.PlainDate; readonly mark: WeekMark }

/** What a room below adds to a person's home. Each part is one query at most; all are optional. */
export type HomePart = {
  /** Name of the room. A second registration under one name replaces the first. */
  readonly name: string
  /** Things that wait for this person's word. */
  waiting?(ctx: Ctx, v: View, personId: string): Promise<readonly HomeCard[]>
  /** Their next shift, with its check-in when near. */
  nextShift?(ctx: Ctx, v: View, personId: string): Promise<Child | undefined>
  /** Marks of days from `from` for seven days, in the person's zone; marks of kind `shift` replace the plain ones. */
  week?(ctx: Ctx, v: View, personId: string, from: Temporal.PlainDate): Promise<readonly HomeMark[]>
  /** Their record in one line. */
  record?(ctx: Ctx, v: View, personId: string): Promise<Child | undefined>
}

const parts = new Map<string, HomePart>()

/** Adds a room's part to the home of volunteers. Called once, when the room's door loads. */
export const registerHomeCard = (part: HomePart): void => {
  parts.set(part.name, part)
}

/** Everything rooms add to the home, in the order of registration. */
export const listHomeParts = (): readonly HomePart[] => [...parts.values()]
