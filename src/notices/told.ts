import type { Entry } from '../journal'
import type { Db } from '../platform'

/** `now` may wake those who asked for it, `soon` waits for the end of quiet hours, `later` may wait for a digest. */
export type Pace = 'now' | 'soon' | 'later'

/** Who is told: a person, the person helped by a need, the emergency contact of an activity, or the donor of a gift. */
export type Receiving =
  | { readonly personId: string }
  | { readonly needId: string }
  | { readonly emergencyOf: string }
  | { readonly giftId: string }

/** What is to be told to one receiver. Ids, codes and instants only: texts are made when sent. */
export type Told = {
  readonly to: Receiving
  /** Names the text `notices.text.<kind>`. */
  readonly kind: string
  readonly subject: { readonly kind: string; readonly id: string }
  /** Where the link leads. Empty for a person helped and a donor, who get a link of their own, and for an emergency contact. */
  readonly path: string
  readonly pace: Pace
  readonly values?: NoticeValues
  /** Sent to whoever is on duty: it may wake them unless they said otherwise. */
  readonly duty?: boolean
  /** Not before this moment. */
  readonly dueAt?: Temporal.Instant
  /** What makes it one of a kind; by itself: the entry, the receiver and the kind. */
  readonly dedupe?: string
}

/** What a text needs beside its subject; instants as ISO text. */
export type NoticeValues = {
  readonly activityId?: string
  readonly postId?: string
  readonly assignmentId?: string
  readonly askId?: string
  readonly answerId?: string
  readonly organizationId?: string
  readonly needId?: string
  readonly visitId?: string
  readonly giftId?: string
  readonly volunteerId?: string
  readonly reference?: string
  readonly code?: string
  readonly minutes?: number
  readonly startsAt?: string
  /** After this moment nobody is told any more. */
  readonly until?: string
}

/** Who is told what when an entry of this kind was written. */
export type Rule = (entry: Entry, db: Db) => readonly Told[] | Promise<readonly Told[]>

/** Rules by kind of entry. */
export type Rules = Readonly<Record<string, Rule>>

/** An id or code of an entry's body. @throws {Error} where the entry does not carry it */
export function textOf(entry: Entry, name: string): string {
  const value = entry.body[name]
  if (typeof value !== 'string') throw new Error(`entry ${entry.kind} was expected to carry ${name}`)
  return value
}

/** An id or code that may be absent. */
export const maybeTextOf = (entry: Entry, name: string): string | undefined => {
  const value = entry.body[name]
  return typeof value === 'string' ? value : undefined
}
