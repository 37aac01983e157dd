import { expect, test } from 'vitest'
import { mapScene } from './map-scene'
import type { RegionShapes } from './region-map'
import { chooseSteps, quantileSteps } from './steps'

const square = (code: string, west: number) => ({
  type: 'Feature' as const,
  properties: { code },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, 45],
        [west, 50],
        [west + 5, 50],
        [west + 5, 45],
        [west, 45],
      ],
    ],
  },
})
const shapes: RegionShapes = {
  type: 'FeatureCollection',
  features: [square('A', 50), square('B', 55), square('C', 60)],
}
const words = {
  value: String,
  scale: { equal: 'equal steps', quantile: 'quantiles' },
  none: 'no data',
} as const

test('no data is drawn apart from zero, and the legend names both and the scale', () => {
  const values = { A: 0, B: 12, C: null }
  const regions = Object.entries(values).map(([code, value]) => ({ code, name: code, value }))
  const { marks } = mapScene('Needs', shapes, regions, words)
  expect(marks.flatMap((mark) => (mark.kind === 'path' ? [mark.tone] : [])).sort()).toEqual([
    'none',
    'step-0',
    'step-3',
  ])
  const said = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.words] : []))
  expect(said).toEqual(expect.arrayContaining(['equal steps', 'no data', '0']))
})

test('equal steps hold unless one value dwarfs the rest', () => {
  expect(chooseSteps([1, 2, 3, 4, 5]).scale).toBe('equal')
  expect(chooseSteps([1, 1, 2, 2, 3, 900]).scale).toBe('quantile')
  expect(quantileSteps([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).map(({ to }) => to)).toEqual([2, 4, 6, 8, 10])
})
