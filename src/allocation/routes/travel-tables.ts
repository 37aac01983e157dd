import type { Travel } from './rounds-problem'

/** Time and distance between nodes, row-major, and transposed (`…Into`); equal tables are one array. */
export type TravelTables = {
  readonly time: Float64Array
  readonly timeInto: Float64Array
  readonly distance: Float64Array
  readonly distanceInto: Float64Array
}

/**
 * @param places place of each node; -1 is nowhere: no time and no way to it
 * @throws {RangeError} for a time or distance that is NaN or below 0
 */
export function compileTravel(travel: Travel, places: readonly number[]): TravelTables {
  const time = tableOf(travel.time, 'time', travel.places, places)
  const timeInto = transposed(time, places.length)
  if (travel.distance === undefined || travel.distance === travel.time)
    return { time, timeInto, distance: time, distanceInto: timeInto }
  const distance = tableOf(travel.distance, 'distance', travel.places, places)
  for (let i = 0; i < time.length; i++) {
    if (time[i] === Infinity) distance[i] = Infinity
    else if (distance[i] === Infinity) time[i] = Infinity
  }
  return {
    time,
    timeInto: transposed(time, places.length),
    distance,
    distanceInto: transposed(distance, places.length),
  }
}

function tableOf(
  given: Float64Array | ((from: number, to: number) => number),
  name: string,
  width: number,
  places: readonly number[],
): Float64Array {
  const size = places.length
  const table = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const from = places[i] as number
    for (let j = 0; j < size; j++) {
      const to = places[j] as number
      if (from < 0 || to < 0 || i === j) continue
      const value = typeof given === 'function' ? given(from, to) : (given[from * width + to] as number)
      if (!(value >= 0))
        throw new RangeError(`expected a ${name} of at least 0 from place ${from} to ${to}, got ${value}`)
      table[i * size + j] = value
    }
  }
  return table
}

/** The same array where the table is symmetric. */
function transposed(table: Float64Array, size: number): Float64Array {
  const other = new Float64Array(table.length)
  let symmetric = true
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const value = table[i * size + j] as number
      other[j * size + i] = value
      if (value !== table[j * size + i]) symmetric = false
    }
  return symmetric ? table : other
}
