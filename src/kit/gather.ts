/**
 * Lets many ask one by one and be answered together: what is asked until the event loop turns, or for `waitMs`, goes to `work` as one
 * list, and so a hundred callers cost one query. Where the work on a list fails, each is tried alone, so that one cannot spoil it for the others.
 * @param work answers in the order of what was asked
 * @param atOnce how many go into one list, at most
 * @param waitMs how long the first of a list waits for others: for work whose cost is mostly that of one more list
 */
export function gather<T, R>(
  work: (asked: readonly T[]) => Promise<readonly R[]>,
  { atOnce = 500, waitMs = 0 }: { readonly atOnce?: number; readonly waitMs?: number } = {},
): (one: T) => Promise<R> {
  type Asked = { readonly one: T; resolve(answer: R): void; reject(cause: unknown): void }
  let waiting: Asked[] = []

  const answer = async (asked: readonly Asked[]): Promise<void> => {
    try {
      const answers = await work(asked.map(({ one }) => one))
      for (const [at, { resolve }] of asked.entries()) resolve(answers[at] as R)
    } catch (cause) {
      if (asked.length === 1) asked[0]?.reject(cause)
      else for (const each of asked) await answer([each])
    }
  }
  const begin = (): void => {
    const asked = waiting
    waiting = []
    for (let from = 0; from < asked.length; from += atOnce) void answer(asked.slice(from, from + atOnce))
  }
  return (one) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) waitMs === 0 ? setImmediate(begin) : setTimeout(begin, waitMs)
      waiting.push({ one, resolve, reject })
    })
}
