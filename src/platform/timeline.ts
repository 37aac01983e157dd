import { withRepeatableIds } from '../kit/ids'
import type { Clock } from './clock'
import type { Jobs } from './jobs'

/** Something that happens at a moment of the simulated time. */
type Event = { readonly at: number; readonly order: number; readonly run: () => Promise<void> }

/** Simulated time: a clock that jumps from event to event, in order of moment and then of being planned. */
export type Timeline = {
  readonly clock: Clock
  /** Plans something; what lies in the past happens next. */
  at(moment: Temporal.Instant, run: () => Promise<void>): void
  /** Plans something so many minutes from now. */
  after(minutes: number, run: () => Promise<void>): void
  /**
   * Lets time pass until nothing is planned or `end` is reached.
   * @param afterEach called after each event, before the next; false ends the play
   * @param ids source of the ids of one event, made anew for each; chance, where absent
   */
  play(end: Temporal.Instant, afterEach: () => Promise<boolean>, ids?: () => () => number): Promise<void>
}

/** @param start first moment of the simulated time */
export function newTimeline(start: Temporal.Instant): Timeline {
  let now = start
  let order = 0
  const heap: Event[] = []
  const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)
  const plan = (at: number, run: () => Promise<void>): void => {
    heap.push({ at: Math.max(at, now.epochMilliseconds), order: order++, run })
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!swapIf(heap, i, parent, isBefore)) break
      i = parent
    }
  }
  const take = (): Event | undefined => {
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      const [l, r] = [heap[left], heap[right]]
      if (l === undefined) break
      const smaller = r !== undefined && isBefore(r, l) ? right : left
      if (!swapIf(heap, smaller, i, isBefore)) break
      i = smaller
    }
    return first
  }
  return {
    clock: { now: () => now },
    at: (moment, run) => plan(moment.epochMilliseconds, run),
    after: (minutes, run) => plan(now.epochMilliseconds + Math.round(minutes * 60_000), run),
    play: async (end, afterEach, ids) => {
      for (let event = take(); event !== undefined && event.at <= end.epochMilliseconds; event = take()) {
        now = Temporal.Instant.fromEpochMilliseconds(event.at)
        const { run } = event
        const step = async () => {
          await run()
          return afterEach()
        }
        if (!(await (ids === undefined ? step() : withRepeatableIds(ids(), step)))) return
      }
      if (Temporal.Instant.compare(now, end) < 0) now = end
    },
  }
}

function swapIf(heap: Event[], child: number, parent: number, isBefore: (a: Event, b: Event) => boolean): boolean {
  const [a, b] = [heap[child], heap[parent]]
  if (a === undefined || b === undefined || !isBefore(a, b)) return false
  heap[child] = b
  heap[parent] = a
  return true
}

/**
 * Wake-ups in simulated time. One that belongs to a transaction which then rolled back comes all the same: a job re-checks state and time.
 * @param wake runs a job by name
 */
export const jobsOn = (
  timeline: Timeline,
  wake: (job: string, data: Record<string, string | number>) => Promise<void>,
): Jobs => ({
  send: async (_db, job, data, at) => timeline.at(at, () => wake(job, data)),
})
