import { expect, test } from 'vitest'
import { sampleView } from '../sample-view'
import { Bars } from './bars'
import { spread, TrendPlot } from './trend-plot'

const v = sampleView({ lang: 'en' })
const day = (value: string) => Temporal.PlainDate.from(value)

test('names at the ends of lines keep their order and their distance', () => {
  expect(spread([10, 12, 50], 16)).toEqual([10, 26, 50])
  expect(spread([50, 12, 10], 16)).toEqual([50, 26, 10])
})

test('a day nobody measured breaks the line and is said in the table', () => {
  const points = [
    { date: day('2026-11-01'), value: 4 },
    { date: day('2026-11-02'), value: null },
    { date: day('2026-11-03'), value: 6 },
  ]
  const html = String(<TrendPlot v={v} caption="x" series={[{ label: 'met', points }]} />)
  expect(html).toContain('not measured')
  expect(html.match(/class="plot__line[^"]*" d="M[^"]*M/)).not.toBeNull()
  expect(html).not.toContain('NaN')
})

test('one value and no value are drawn without a fault', () => {
  const one = [{ label: 'met', points: [{ date: day('2026-11-01'), value: 0 }] }]
  expect(String(<TrendPlot v={v} caption="x" series={one} />)).not.toMatch(/NaN|Infinity/)
  expect(String(<TrendPlot v={v} caption="x" series={[]} />)).toContain('state-note--empty')
  expect(String(<Bars v={v} caption="x" bars={[{ label: 'a', value: null }]} />)).toContain('not measured')
})
