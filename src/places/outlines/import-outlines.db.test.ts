import { beforeAll, expect, test } from 'vitest'
import { testWorld } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { importOutlines, loadCountryPack, readHomeCountry, resolvePlace } from '..'

const world = await testWorld()
const { system, db } = world

type Box = readonly [west: number, south: number, east: number, north: number]
const ring = ([west, south, east, north]: Box) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const feature = (properties: object, ...boxes: Box[]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'MultiPolygon', coordinates: boxes.map((box) => [ring(box)]) },
})
// Akmola around Astana, as boxes: the city lies inside the outline of the region, as in published files.
const akmola = feature({ shapeISO: 'KZ-11' }, [68, 50, 73, 54])
const astana = feature({ kato: 710000000 }, [71.2, 51, 71.7, 51.3])
const file = (...features: readonly unknown[]) =>
  JSON.stringify({ type: 'FeatureCollection', attribution: '© Imagined Survey', features })
const run = async (text: string, options: { apply?: boolean; allOrNothing?: boolean; credit?: string } = {}) =>
  importOutlines(system, text, { file: 'o.geojson', apply: true, allOrNothing: false, ...options })
const regionAt = async (latitude: number, longitude: number) =>
  unwrap(await resolvePlace(db, { point: { latitude, longitude } })).regionId

beforeAll(async () => {
  expect(await run(file(akmola))).toEqual({ ok: false, error: { kind: 'country-missing' } })
  unwrap(await loadCountryPack(system, 'KZ'))
})

test('outlines are first looked at, then applied once, and name whom to credit', async () => {
  const dry = unwrap(await run(file(akmola, astana), { apply: false }))
  expect(dry.report).toMatchObject({ kind: 'outlines', applied: false, rows: 2, created: 2, reported: [] })
  expect((await readHomeCountry(db)).map?.credits).toEqual([])
  const done = unwrap(await run(file(akmola, astana)))
  expect(done.report).toMatchObject({ applied: true, rows: 2, created: 2, updated: 0, unchanged: 0 })
  expect(done.missing).toHaveLength(18)
  const again = unwrap(await run(file(akmola, astana)))
  expect(again.report).toMatchObject({ applied: true, rows: 2, created: 0, updated: 0, unchanged: 2 })
  expect((await world.entries()).filter(({ kind }) => kind === 'places.outlined')).toHaveLength(1)
})

test('a pin is in the city before the region around it, and outside an outline not in its region', async () => {
  expect(await regionAt(51.15, 71.45)).toBe('KZ-71')
  // Drawn from settlements this point belongs to the city; by the outlines it does not.
  expect(await regionAt(51.33, 71.45)).toBe('KZ-11')
  expect(await regionAt(43.25, 76.92)).toBe('KZ-75')
})

test('every map shows the credit; regions without an outline stay drawn from settlements', async () => {
  const { regions, map } = await readHomeCountry(db)
  expect(map).toMatchObject({ credits: ['© Imagined Survey'], drawn: true })
  expect(map?.shapes.features.map(({ id }) => id).sort()).toEqual(regions.map(({ id }) => id).sort())
  expect(await (await (await world.browser()).get('/')).text()).toContain('Borders on the map: © Imagined Survey.')
})

test('an outline that changed, or another credit, is the one that is written', async () => {
  const moved = feature({ iso3166_2: 'kz-71' }, [71.2, 51, 71.8, 51.4])
  expect(unwrap(await run(file(akmola, moved))).report).toMatchObject({ updated: 1, unchanged: 1 })
  expect(await regionAt(51.33, 71.45)).toBe('KZ-71')
  expect(unwrap(await run(file(akmola), { credit: '© Another' })).report).toMatchObject({ updated: 1, unchanged: 0 })
  expect((await readHomeCountry(db)).map?.credits.toSorted()).toEqual(['© Another', '© Imagined Survey'])
})

test('each feature that cannot be used is reported, and all or nothing writes nothing', async () => {
  const bad = [
    feature({ name: 'Akmola' }, [68, 50, 73, 54]),
    feature({ iso3166_2: 'KZ-99' }, [68, 50, 73, 54]),
    { type: 'Feature', properties: { code: 'KZ-15' }, geometry: { type: 'Point', coordinates: [57, 50] } },
    feature({ code: 'KZ-15' }, [50, 57, 51, 58]),
    {
      type: 'Feature',
      properties: { code: 'KZ-15' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [57, 50],
            [5700000, 50],
          ],
        ],
      },
    },
    {
      type: 'Feature',
      properties: { code: 'KZ-15' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [57, 50],
            [58, 50],
            [58, 51],
          ],
        ],
      },
    },
    null,
    feature({ code: 'KZ-71' }, [71.2, 51, 71.7, 51.3]),
    feature({ code: 'KZ-71' }, [71.2, 51, 71.7, 51.3]),
  ]
  const { report } = unwrap(await run(file(...bad), { allOrNothing: true }))
  expect(report).toMatchObject({ applied: false, rows: 9, updated: 1 })
  expect(report.reported.map(({ line, column, got }) => [line, column, got])).toEqual([
    [1, 'properties', 'nothing'],
    [2, 'iso3166_2', 'KZ-99'],
    [3, 'geometry', 'Point'],
    [4, 'geometry', 'one elsewhere'],
    [5, 'geometry', '[5700000,50]'],
    [6, 'geometry', 'a ring of 3, open or too short'],
    [7, 'properties', 'nothing'],
    [9, 'feature', 'KZ-71'],
  ])
})

test('what is no such file is said so, and nobody is left without credit', async () => {
  expect(await run('{"type":')).toMatchObject({ ok: false, error: { kind: 'not-json' } })
  expect(await run('[]')).toMatchObject({ ok: false, error: { kind: 'not-a-feature-collection' } })
  expect(await run('{"type":"Topology"}')).toMatchObject({
    error: { kind: 'not-a-feature-collection', got: 'Topology' },
  })
  const nameless = JSON.stringify({ type: 'FeatureCollection', features: [astana] })
  expect(await run(nameless)).toEqual({ ok: false, error: { kind: 'credit-missing' } })
  expect((await run(nameless, { credit: 'x'.repeat(300) })).ok).toBe(false)
})
