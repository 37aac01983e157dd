import { expect, test } from 'vitest'
import { sampleShapes } from '../pages/sample-shapes'
import { sampleView } from '../sample-view'
import { RegionMap } from './region-map'
import { scaleSteps, stepOf } from './steps'

const shapes = sampleShapes()
const regions = shapes.features.map(({ properties: { code } }, at) => ({
  code,
  name: code,
  value: at === 0 ? null : at * 10,
}))

test('the scale runs in equal round steps from zero', () => {
  expect(scaleSteps([412, 3])).toEqual([0, 100, 200, 300, 400].map((from) => ({ from, to: from + 100 })))
  expect(scaleSteps([3, 1])).toEqual([0, 1, 2].map((from) => ({ from, to: from + 1 })))
  expect(scaleSteps([0, 0])).toEqual([])
  expect(scaleSteps([0.42], false).at(-1)).toEqual({ from: 0.4, to: 0.5 })
  expect([0, 1, 99, 100, 412, 500].map((value) => stepOf(scaleSteps([412]), value))).toEqual([0, 1, 1, 1, 5, 5])
})

test('a map says every value in its table, and what it may not say it calls so', () => {
  const v = sampleView({ lang: 'en' })
  const html = String(<RegionMap v={v} caption="x" credit="©" valueLabel="met" shapes={shapes} regions={regions} />)
  for (const { name, value } of regions) {
    expect(html).toMatch(new RegExp(`${name}</th><td[^>]*>${value ?? 'no data'}`))
  }
  expect(html.match(/<path/g)).toHaveLength(shapes.features.length)
  expect(html).not.toContain('NaN')
})

test('the scale of a few says each value once', () => {
  const v = sampleView({ lang: 'en' })
  const few = regions.map((region, at) => ({ ...region, value: at % 4 }))
  const html = String(<RegionMap v={v} caption="x" credit="©" valueLabel="met" shapes={shapes} regions={few} />)
  const words = [...html.matchAll(/<\/svg>([^<]*)<\/li>/g)].map(([, word]) => word)
  expect(words).toEqual(['0', '1', '2', '3'])
})

test('a country is drawn in few bytes', () => {
  const v = sampleView()
  const html = String(<RegionMap v={v} caption="x" credit="©" valueLabel="met" shapes={shapes} regions={regions} />)
  const paths = [...html.matchAll(/ d="([^"]+)"/g)].map(([, path = '']) => path.length)
  expect(paths.reduce((sum, length) => sum + length)).toBeLessThan(2500)
})
