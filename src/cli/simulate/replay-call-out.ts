import { type PendingAsk, paceWave } from '../../dispatch'

/** Somebody whom a call-out may ask, and what they would say to it. Minutes count from the start of the call-out. */
export type PersonToAsk = {
  readonly personId: string
  /** Chance of a yes that the call-out reckons with. */
  readonly chance: number
  /** The first minute, from this one on, at which they may be asked. */
  askableFrom(minute: number): number
  /** undefined: they stay silent. */
  readonly answer: { readonly yes: boolean; readonly afterMinutes: number } | undefined
}

/** A call-out of a crisis, to be played again. `minutes`: how long there is until the work starts. `people` in the order of asking. */
export type CallOutToReplay = {
  readonly wanted: number
  readonly minutes: number
  readonly ceiling: number
  readonly wantedPermille: number
  readonly answerMinutes: number
  readonly people: readonly PersonToAsk[]
}

/** What came of a call-out. `minutesToFull` undefined: it was not full when the work started. */
export type ReplayedCallOut = {
  readonly asked: readonly string[]
  readonly filled: number
  readonly minutesToFull: number | undefined
}

/** Where a call-out stands at a moment at which more may be asked. `awake`: who may be asked now, in order. */
export type Moment = {
  readonly free: number
  readonly sent: number
  readonly awake: readonly PersonToAsk[]
  readonly pending: readonly PendingAsk[]
}

/** A way of asking: how many of those awake to ask now. */
export type WayOfAsking = (callOut: CallOutToReplay, moment: Moment) => number

/** As call-outs of the product do. */
export const paced: WayOfAsking = (callOut, { free, sent, awake, pending }) =>
  paceWave(
    { ...callOut, sent },
    free,
    awake.map(({ chance }) => chance),
    pending,
  ).asks

/** Everybody at once; whoever has quiet hours when these are over. */
export const everybody: WayOfAsking = (_, { awake }) => awake.length

/** The next person when the one before has answered or let the time pass, up to the ceiling. */
export const oneByOne: WayOfAsking = ({ ceiling }, { sent, pending }) =>
  pending.length === 0 && sent < ceiling ? 1 : 0

type Asked = PersonToAsk & { readonly at: number }

/** Plays one call-out again, as if it were the only one, with a way of asking. */
export function replayCallOut(callOut: CallOutToReplay, way: WayOfAsking): ReplayedCallOut {
  const { wanted, minutes, answerMinutes, people } = callOut
  const asked: Asked[] = []
  const waiting = new Set(people)
  const filledBy = (minute: number): number =>
    Math.min(
      wanted,
      asked.filter(({ at, answer }) => answer?.yes === true && at + answer.afterMinutes <= minute).length,
    )
  const askMore = (now: number): number => {
    const awake = [...waiting].filter((one) => one.askableFrom(now) <= now)
    const pending = asked
      .filter(({ at, answer }) => now < at + Math.min(answerMinutes, answer?.afterMinutes ?? answerMinutes))
      .map(({ chance, at }) => ({ chance, waitedMinutes: now - at }))
    const moment = { free: wanted - filledBy(now), sent: asked.length, awake, pending }
    const next = awake.slice(0, way(callOut, moment))
    for (const one of next) {
      asked.push({ ...one, at: now })
      waiting.delete(one)
    }
    return next.length
  }
  let now = 0
  while (now < minutes && filledBy(now) < wanted) {
    while (askMore(now) > 0);
    now = nextMoment(asked, waiting, answerMinutes, now)
  }
  const filled = filledBy(minutes)
  return { asked: asked.map(({ personId }) => personId), filled, minutesToFull: filled < wanted ? undefined : now }
}

// The next answer, the next silence, or the next who wakes up.
function nextMoment(
  asked: readonly Asked[],
  waiting: ReadonlySet<PersonToAsk>,
  answerMinutes: number,
  now: number,
): number {
  let next = Number.POSITIVE_INFINITY
  const consider = (minute: number): void => {
    if (minute > now) next = Math.min(next, minute)
  }
  for (const { at, answer } of asked) {
    consider(at + answerMinutes)
    if (answer !== undefined) consider(at + answer.afterMinutes)
  }
  for (const one of waiting) consider(one.askableFrom(now))
  return next
}
