import type { AskingMeasures, AskingReport } from './compare-asking'

const share = (value: number | null): string => (value === null ? 'none' : `${(value * 100).toFixed(1)} %`)

/** A comparison as a small table. */
export function sayAsking({ callOuts, chance, ...asking }: AskingReport): string[] {
  const row = (...cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(20) : cell.padStart(14))).join('')
  const way = (name: string, { fill, minutesToFull, asksPerYes, repeatBurden }: AskingMeasures) =>
    row(
      name,
      share(fill),
      minutesToFull === null ? 'none' : `${minutesToFull} min`,
      String(asksPerYes ?? 'none'),
      String(repeatBurden ?? 'none'),
    )
  return [
    `the same ${callOuts} call-outs, people and answers, asked in three ways:`,
    row('', 'seats filled', 'until full', 'asks per yes', 'repeat burden'),
    way('in paced waves', asking.paced),
    way('everybody at once', asking.everybody),
    way('one at a time', asking.oneByOne),
    `waves reckoned with a yes of ${share(chance.reckoned)} in time, and ${share(chance.inTime)} would have said it (the first twenty of each);`,
    'seats filled: when the work starts; until full: median, call-outs that never were count until the work starts;',
    'repeat burden: how often each of those who may be asked was asked again in the crisis, on average',
  ]
}
