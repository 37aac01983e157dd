import type { Compiled } from './compile'

/** The first moment from `at` on at which work at the node may begin; `Infinity` after its last window. */
export function opensAfter(p: Compiled, node: number, at: number): number {
  if (p.several[node] === 0) {
    const ready = p.ready[node] as number
    return at <= ready ? ready : at <= (p.due[node] as number) ? at : Infinity
  }
  for (const { from, to } of p.windows[node] ?? []) if (at <= to) return at < from ? from : at
  return Infinity
}

/** The last moment up to `by` at which work at the node may begin; `-Infinity` before its first window. */
export function opensBefore(p: Compiled, node: number, by: number): number {
  if (p.several[node] === 0) {
    const due = p.due[node] as number
    return by >= due ? due : by >= (p.ready[node] as number) ? by : -Infinity
  }
  const windows = p.windows[node] ?? []
  for (let i = windows.length - 1; i >= 0; i--) {
    const { from, to } = windows[i] as { from: number; to: number }
    if (by >= from) return by > to ? to : by
  }
  return -Infinity
}
