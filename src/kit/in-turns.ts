import { setImmediate } from 'node:timers/promises'

const TURN_MS = 5

/** Does `work` for each item in order and lets everything else that waits run at least every 5 ms or so. */
export async function inTurns<T>(items: readonly T[], work: (item: T, index: number) => void): Promise<void> {
  let until = performance.now() + TURN_MS
  for (const [index, item] of items.entries()) {
    work(item, index)
    if (performance.now() >= until) {
      await setImmediate()
      until = performance.now() + TURN_MS
    }
  }
}
