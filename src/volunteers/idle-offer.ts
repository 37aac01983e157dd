import type { Db } from '../platform'

/** Finds something this person could really do now: an open activity within their reach with a free seat. */
export type IdleOffer = (
  db: Db,
  volunteer: {
    readonly id: string
    readonly regionId: string
    readonly latitude: number
    readonly longitude: number
    readonly reachMeters: number
  },
  now: Temporal.Instant,
) => Promise<{ readonly activityId: string } | undefined>

let offer: IdleOffer | undefined

/** Lets the room that knows open seats offer them to people nobody has asked. Called once, when its door loads. */
export const registerIdleOffer = (find: IdleOffer): void => {
  offer = find
}

/** What there is to offer to one idle person; undefined where nothing fits or no room offers anything. */
export const findIdleOffer: IdleOffer = async (db, volunteer, now) => offer?.(db, volunteer, now)
