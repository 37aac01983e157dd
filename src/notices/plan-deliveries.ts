import { afterQuiet, nextTime, type Quiet } from './quiet'
import type { Pace } from './told'

/** What decides how a person is told. */
export type Wishes = {
  readonly quiet: Quiet
  readonly hasEmail: boolean
  readonly hasPhone: boolean
  readonly email: boolean
  readonly sms: boolean
  readonly digest: boolean
  readonly digestAt: Temporal.PlainTime
  /** May be woken for an emergency; null: never said. */
  readonly emergencies: boolean | null
  /** Offered as a volunteer to be called in an emergency. */
  readonly emergencyCalls: boolean
}

/** One way out: when, and whether it is collected for a digest. */
export type PlannedDelivery = {
  readonly channel: 'email' | 'sms'
  readonly at: Temporal.Instant
  readonly digest: boolean
}

/**
 * How one notice goes out beside the page. Quiet hours hold for everything but what is urgent for those who offered to be woken or
 * are on duty; what can wait goes to the daily digest of those who want one, and never costs a text message where there is e-mail.
 */
export function planDeliveries(
  notice: { readonly pace: Pace; readonly duty: boolean; readonly dueAt: Temporal.Instant },
  wishes: Wishes,
): PlannedDelivery[] {
  const channels: ('email' | 'sms')[] = []
  if (wishes.hasEmail && wishes.email) channels.push('email')
  if (wishes.hasPhone && wishes.sms && (notice.pace !== 'later' || channels.length === 0)) channels.push('sms')
  const digest = notice.pace === 'later' && wishes.digest
  const at = digest
    ? afterQuiet(nextTime(notice.dueAt, wishes.digestAt, wishes.quiet.zone), wishes.quiet)
    : mayWake(notice, wishes)
      ? notice.dueAt
      : afterQuiet(notice.dueAt, wishes.quiet)
  return channels.map((channel) => ({ channel, at, digest }))
}

/** Whether this notice may go out in the person's quiet hours. */
export const mayWake = (
  notice: { readonly pace: Pace; readonly duty: boolean },
  wishes: Pick<Wishes, 'emergencies' | 'emergencyCalls'>,
): boolean => notice.pace === 'now' && (wishes.emergencies ?? (wishes.emergencyCalls || notice.duty))
