import type { Outcome } from './callee'

/** How it stands with a callee: tries in a row that reached nobody, and what follows. */
export type CallState = {
  readonly tries: number
  readonly nextAt: Temporal.Instant | null
  readonly settledAt: Temporal.Instant | null
  readonly wishedAt: Temporal.Instant | null
}

/** Nobody was rung yet. */
export const untried: CallState = { tries: 0, nextAt: null, settledAt: null, wishedAt: null }

/** After so many tries in a row the reasons of that time are given up: somebody has to find another way. */
export const TRIES_MAX = 5
/** Furthest moment for which a call can be wished. */
export const LATER_DAYS_MAX = 14

const afterNoAnswer = [30, 180, 20 * 60, 20 * 60] as const
const BUSY_MINUTES = 10
const FIRST_HOUR = 9
const LAST_HOUR = 20

const DANGER_MINUTES = 5

/**
 * What follows from a call. Danger to life is tried again every five minutes, day and night, until somebody takes it up. Otherwise, nobody answered: again in half an hour, in three hours, then once a day, five times in all; busy: in ten
 * minutes; always between nine and twenty o'clock where the person lives, unless they named the moment themselves.
 * @param at the moment they asked for, with `later`
 */
export function decideNext(
  before: CallState,
  call: { readonly outcome: Outcome; readonly at?: Temporal.Instant | undefined; readonly isDanger?: boolean },
  now: Temporal.Instant,
  zone: string,
): CallState {
  const settled = { tries: 0, nextAt: null, settledAt: now, wishedAt: null }
  const { outcome, at } = call
  const isAnswer = outcome === 'reached' || outcome === 'no-call'
  if (call.isDanger === true && !isAnswer) {
    const again = now.add({ minutes: DANGER_MINUTES })
    return { ...before, tries: before.tries + 1, nextAt: again, settledAt: null }
  }
  if (outcome === 'later' && at !== undefined) return { ...before, tries: 0, nextAt: at, wishedAt: now }
  const tries = before.tries + 1
  const unanswered = outcome === 'no-answer' || outcome === 'busy' || outcome === 'later'
  if (!unanswered || tries >= TRIES_MAX) return settled
  const minutes = outcome === 'busy' ? BUSY_MINUTES : (afterNoAnswer[tries - 1] ?? afterNoAnswer[3])
  return { ...before, tries, nextAt: inWakingHours(now.add({ minutes }), zone) }
}

function inWakingHours(at: Temporal.Instant, zone: string): Temporal.Instant {
  const local = at.toZonedDateTimeISO(zone)
  if (local.hour >= FIRST_HOUR && local.hour < LAST_HOUR) return at
  const day = local.hour >= LAST_HOUR ? local.add({ days: 1 }) : local
  return day
    .toPlainDate()
    .toZonedDateTime({ timeZone: zone, plainTime: { hour: FIRST_HOUR } })
    .toInstant()
}
