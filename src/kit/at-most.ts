/** Lets so many pieces of work run at once, and the rest wait their turn in order. */
export function atMost(running: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = running
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }
}
