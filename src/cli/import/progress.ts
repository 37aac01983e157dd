import type { CommandContext } from '../command'

const EVERY_MILLISECONDS = 1000

/** Says how far an import is, once a second while it lasts; what takes less says nothing. */
export function progressOf({ say }: CommandContext): (done: number, total: number, step?: 'read' | 'written') => void {
  let saidAt = performance.now()
  return (done, total, step = 'written') => {
    if (performance.now() - saidAt < EVERY_MILLISECONDS) return
    saidAt = performance.now()
    say(`${done} of ${total} rows ${step}`)
  }
}
