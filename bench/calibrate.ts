import { createHash } from 'node:crypto'

/**
 * A fixed piece of work, in milliseconds: hashing 32 MB and 20 million steps of integer arithmetic. Absolute times of two runs can be
 * compared only as multiples of it, and a run in which it changes was disturbed.
 */
export function calibrate(): number {
  const started = performance.now()
  const hash = createHash('sha256')
  const block = Buffer.alloc(65_536, 7)
  for (let i = 0; i < 512; i++) hash.update(block)
  let x = hash.digest().readUInt32LE(0) | 1
  for (let i = 0; i < 20_000_000; i++) x = (Math.imul(x, 1_664_525) + 1_013_904_223) | 0
  if (x === 0) throw new Error('the generator never returns zero from an odd start')
  return performance.now() - started
}
