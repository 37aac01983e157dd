import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { regionOfPoint } from '../region-of-point'
import { drawRegionShapes } from './draw-shapes'
import { KZ } from './kz'
import { shapesSource } from './shapes-source'

const shapes = drawRegionShapes()

test('drawing again gives what is committed, to the byte', async () => {
  // `npm run draw:shapes` is this test with `-u`: it writes the file anew.
  await expect(shapesSource(shapes)).toMatchFileSnapshot('kz-shapes.generated.ts')
  expect(Buffer.byteLength(shapesSource(shapes))).toBeLessThan(60 * 1024)
})

test('every region has a shape, and the shapes cover the country without overlapping', async () => {
  expect(shapes.features.map((shape) => shape.id)).toEqual(KZ.regions.map((region) => region.id))
  for (const { names, point, regionId } of await KZ.loadLocalities()) {
    const holding = shapes.features.filter((shape) => regionOfPoint({ ...shapes, features: [shape] }, point))
    expect(holding.length, names.ru).toBeLessThanOrEqual(1)
    if (holding[0] !== undefined) expect(holding[0].id, names.ru).toBe(regionId)
  }
})
