import type { LapProblem } from '../../allocation'
import { numbersIn, refuseBeyond } from './numbers-in'

/**
 * Linear assignment as OR-Library writes it: the number of rows, then the costs row by row.
 * @throws {FileFault} that names the line
 */
export function readLap(text: string): LapProblem {
  const numbers = numbersIn(text)
  const size = numbers.next('the number of rows', 0)
  refuseBeyond(1, size * size, 100_000_000, 'costs')
  const cost = Float64Array.from(numbers.fill(new Int32Array(size * size), 'a cost'))
  numbers.end()
  return { size, cost }
}
