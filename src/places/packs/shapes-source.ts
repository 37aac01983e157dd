import type { RegionShapes } from './region-shape'

/** Text of the module that holds drawn shapes: one region a line, so that a change shows where it is. */
export const shapesSource = (shapes: RegionShapes): string =>
  [
    "import type { RegionShapes } from './region-shape'",
    '',
    '/** Written by `npm run draw:shapes`. Outline: Natural Earth, public domain. Cells: settlements of GeoNames, CC BY 4.0. */',
    'export const KZ_SHAPES: RegionShapes = {',
    "  type: 'FeatureCollection',",
    '  features: [',
    ...shapes.features.map((region) => `    ${JSON.stringify(region)},`),
    '  ],',
    '}',
    '',
  ].join('\n')
