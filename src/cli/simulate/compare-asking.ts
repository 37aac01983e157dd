import { type CallOutToReplay, everybody, oneByOne, paced, replayCallOut, type WayOfAsking } from './replay-call-out'

/** What a way of asking comes to, over all call-outs of a crisis. */
export type AskingMeasures = {
  /** Share of the wanted seats that a yes has taken when the work starts. */
  readonly fill: number | null
  /** Median of minutes until the last seat is taken; a call-out that is never full counts until the work starts. */
  readonly minutesToFull: number | null
  /** Asks sent for each yes that took a seat. */
  readonly asksPerYes: number | null
  /** How often a person who may be asked is asked again in the crisis: asks of each beyond the first, on average. */
  readonly repeatBurden: number | null
}

/** The same call-outs, with the same people and the same answers, asked in three ways. */
export type AskingReport = {
  readonly callOuts: number
  /** Of the first twenty of each call-out: the chance of a yes it reckons with, and the share who would say yes in time, on average. */
  readonly chance: { readonly reckoned: number | null; readonly inTime: number | null }
  readonly paced: AskingMeasures
  readonly everybody: AskingMeasures
  readonly oneByOne: AskingMeasures
}

const FIRST = 20

/** A comparison that grows: each call-out is replayed in three ways as it comes, and only counts are kept. */
export function newComparison(): { add(callOut: CallOutToReplay): void; report(): AskingReport } {
  const ways = { paced: newTally(paced), everybody: newTally(everybody), oneByOne: newTally(oneByOne) }
  let callOuts = 0
  const first = { people: 0, reckoned: 0, inTime: 0 }
  return {
    add: (callOut) => {
      callOuts += 1
      for (const { chance, answer } of callOut.people.slice(0, FIRST)) {
        first.people += 1
        first.reckoned += chance
        if (answer?.yes === true && answer.afterMinutes <= callOut.answerMinutes) first.inTime += 1
      }
      for (const tally of Object.values(ways)) tally.add(callOut)
    },
    report: () => ({
      callOuts,
      chance: { reckoned: ratio(first.reckoned, first.people, 3), inTime: ratio(first.inTime, first.people, 3) },
      paced: ways.paced.measures(),
      everybody: ways.everybody.measures(),
      oneByOne: ways.oneByOne.measures(),
    }),
  }
}

function newTally(way: WayOfAsking): { add(callOut: CallOutToReplay): void; measures(): AskingMeasures } {
  const asks = new Map<string, number>()
  const waits: number[] = []
  let wanted = 0
  let filled = 0
  return {
    add: (callOut) => {
      const done = replayCallOut(callOut, way)
      wanted += callOut.wanted
      filled += done.filled
      waits.push(done.minutesToFull ?? callOut.minutes)
      for (const { personId } of callOut.people) asks.set(personId, asks.get(personId) ?? 0)
      for (const personId of done.asked) asks.set(personId, (asks.get(personId) ?? 0) + 1)
    },
    measures: () => ({
      fill: ratio(filled, wanted, 3),
      minutesToFull: median(waits),
      asksPerYes: ratio(sum(asks.values()), filled, 2),
      repeatBurden: ratio(sum(asks.values().map((count) => Math.max(0, count - 1))), asks.size, 2),
    }),
  }
}

const sum = (values: Iterable<number>): number => Iterator.from(values).reduce((total, value) => total + value, 0)

const ratio = (part: number, whole: number, digits: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10 ** digits) / 10 ** digits

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
