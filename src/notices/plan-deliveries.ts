import { afterQuiet, nextTime, type Quiet } from './quiet'
import type { Pace } from './told'

/** What decides how a person is told. */
export type Wishes = {
  readonly quiet: Quiet
  readonly hasEmail: boolean
  readonly hasPhone: boolean
  readonly hasTelegram: boolean
  readonly email: boolean
  readonly sms: boolean
  readonly telegram: boolean
  readonly digest: boolean
  readonly digestAt: Temporal.PlainTime
  /** May be woken for an emergency; null: never said. */
  readonly emergencies: boolean | null
  /** Offered as a volunteer to be called in an emergency. */
  readonly emergencyCalls: boolean
}

/** Which ways out this installation has. */
export type Senders = { readonly email: boolean; readonly sms: boolean; readonly telegram: boolean }

/** One way out: when, and whether it is collected for a digest. `contact`: no address is known yet, whichever comes will do. */
export type PlannedDelivery = {
  readonly channel: 'telegram' | 'email' | 'sms' | 'contact'
  readonly at: Temporal.Instant
  readonly digest: boolean
}

/**
 * How one notice goes out beside the page. Quiet hours hold for everything but what is urgent for those who offered to be woken or
 * are on duty; what can wait goes to the daily digest of those who want one, and never costs a text message where there is e-mail.
 * What no way leads out for is planned all the same, and waits for one.
 */
export function planDeliveries(
  notice: { readonly pace: Pace; readonly duty: boolean; readonly dueAt: Temporal.Instant },
  wishes: Wishes,
  senders: Senders,
): PlannedDelivery[] {
  const channels = wayOut(notice.pace, wishes, senders)
  const digest = notice.pace === 'later' && wishes.digest
  const at = digest
    ? afterQuiet(nextTime(notice.dueAt, wishes.digestAt, wishes.quiet.zone), wishes.quiet)
    : mayWake(notice, wishes)
      ? notice.dueAt
      : afterQuiet(notice.dueAt, wishes.quiet)
  return channels.map((channel) => ({ channel, at, digest }))
}

function wayOut(pace: Pace, wishes: Wishes, senders: Senders): PlannedDelivery['channel'][] {
  const wanted = [
    ...(wishes.hasTelegram && wishes.telegram && senders.telegram ? (['telegram'] as const) : []),
    ...(wishes.hasEmail && wishes.email ? (['email'] as const) : []),
    ...(wishes.hasPhone && wishes.sms ? (['sms'] as const) : []),
  ]
  if (!wishes.hasEmail && !wishes.hasPhone) return ['contact']
  const open = wanted.filter((channel) => senders[channel])
  const ways = open.length > 0 ? open : wanted
  return pace === 'later' || open.length === 0 ? ways.slice(0, 1) : ways
}

/** Whether this notice may go out in the person's quiet hours. */
export const mayWake = (
  notice: { readonly pace: Pace; readonly duty: boolean },
  wishes: Pick<Wishes, 'emergencies' | 'emergencyCalls'>,
): boolean => notice.pace === 'now' && (wishes.emergencies ?? (wishes.emergencyCalls || notice.duty))
