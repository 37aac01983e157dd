import { type ByDoor, type DoorWishes, doorsOf, type NoticeDoor, noticeDoors } from './doors'
import { afterQuiet, nextTime, type Quiet } from './quiet'
import type { Pace } from './told'

/** What decides how a person is told. */
export type Wishes = DoorWishes & {
  /** Rung by an operator where no door is open. */
  readonly operator: boolean
  readonly quiet: Quiet
  readonly digest: boolean
  readonly digestAt: Temporal.PlainTime
  /** May be woken for an emergency; null: never said. */
  readonly emergencies: boolean | null
  /** Offered as a volunteer to be called in an emergency. */
  readonly emergencyCalls: boolean
}

/** Which doors this installation has. */
export type Senders = ByDoor<boolean>

/** One way out: when, and whether it is collected for a digest. `contact`: no address is known yet, whichever comes will do; `operator`: somebody rings. */
export type PlannedDelivery = {
  readonly channel: NoticeDoor | 'contact' | 'operator'
  readonly at: Temporal.Instant
  readonly digest: boolean
}

/**
 * How one notice goes out beside the page: by one door, the first of the person's that is open. Quiet hours hold for everything but what is
 * urgent for those who offered to be woken or are on duty; what can wait goes to the daily digest of those who want one. Where no door is
 * open, whoever wants to be rung is rung about what cannot wait; for whoever has no address at all it waits for one.
 */
export function planDelivery(
  notice: { readonly pace: Pace; readonly duty: boolean; readonly dueAt: Temporal.Instant },
  wishes: Wishes,
  senders: Senders,
): PlannedDelivery | undefined {
  const doors = doorsOf(notice.pace, wishes)
  const hasNone = noticeDoors.every((door) => wishes.addresses[door] === null)
  const isRung = doors.length === 0 && wishes.operator && notice.pace !== 'later'
  const channel = isRung ? 'operator' : hasNone ? 'contact' : (doors.find((door) => senders[door]) ?? doors[0])
  if (channel === undefined) return undefined
  const digest = notice.pace === 'later' && wishes.digest
  const at = digest
    ? afterQuiet(nextTime(notice.dueAt, wishes.digestAt, wishes.quiet.zone), wishes.quiet)
    : mayWake(notice, wishes)
      ? notice.dueAt
      : afterQuiet(notice.dueAt, wishes.quiet)
  return { channel, at, digest }
}

/** Whether this notice may go out in the person's quiet hours. */
export const mayWake = (
  notice: { readonly pace: Pace; readonly duty: boolean },
  wishes: Pick<Wishes, 'emergencies' | 'emergencyCalls'>,
): boolean => notice.pace === 'now' && (wishes.emergencies ?? (wishes.emergencyCalls || notice.duty))
