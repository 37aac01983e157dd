import type { Pace } from './told'

/** Doors by which a notice comes to a person beside their page. */
export const noticeDoors = ['push', 'telegram', 'email', 'sms', 'voice'] as const
/** One of {@link noticeDoors}. */
export type NoticeDoor = (typeof noticeDoors)[number]

/** Something for each door. */
export type ByDoor<T> = Readonly<Record<NoticeDoor, T>>

/** The order of who chose none. Whoever turned notifications on for a device reads them there first; a telephone is nearer than a mailbox when it is urgent; else a mail costs nobody anything. */
const usual = {
  now: ['push', 'telegram', 'sms', 'email', 'voice'],
  soon: ['push', 'telegram', 'email', 'sms', 'voice'],
  later: ['push', 'telegram', 'email', 'sms', 'voice'],
} as const satisfies Record<Pace, readonly NoticeDoor[]>

/** Minutes that a notice is left unread at one door before it goes to the next; what can wait is left where it is. */
const patience = { now: 10, soon: 180, later: null } as const satisfies Record<Pace, number | null>

/** What a person wants of doors, and which they have. */
export type DoorWishes = {
  readonly addresses: ByDoor<string | null>
  readonly on: ByDoor<boolean>
  /** In the order they chose; null: they chose none. */
  readonly order: readonly NoticeDoor[] | null
}

/** The doors a notice may go to, one after the other. Nobody is rung, or sent a text message where another door is open, for what can wait. */
export function doorsOf(pace: Pace, { addresses, on, order }: DoorWishes): NoticeDoor[] {
  const doors = (order === null ? usual[pace] : inOrder(order)).filter((door) => addresses[door] !== null && on[door])
  if (pace !== 'later') return doors
  return [...doors.filter((door) => door !== 'sms' && door !== 'voice'), ...doors.filter((door) => door === 'sms')]
}

/** A person's doors as they see them, each once: in their order, those they never placed behind. */
export const inOrder = (order: readonly NoticeDoor[] | null): readonly NoticeDoor[] => [
  ...new Set([...(order ?? usual.soon), ...usual.soon]),
]

/** When a notice that went out now goes on to the next door if nobody looks at it. */
export function nextDoorAt(pace: Pace, now: Temporal.Instant): Temporal.Instant | null {
  const minutes = patience[pace]
  return minutes === null ? null : now.add({ minutes })
}
