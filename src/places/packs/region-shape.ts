/** [longitude, latitude] in degrees. */
export type Position = [longitude: number, latitude: number]

/**
 * The shape of a region as a GeoJSON feature. Outer rings run clockwise, as d3-geo reads them on the sphere; holes the
 * other way. `id` is that of the region (`KZ-35`); `seat` is where a dot or a label stands: the largest settlement.
 */
export type RegionShape = {
  readonly type: 'Feature'
  readonly id: string
  readonly properties: {
    readonly kind: 'region' | 'city'
    readonly seat: Position
  }
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: Position[][][] }
}

/** The shapes of all regions of a country. */
export type RegionShapes = { readonly type: 'FeatureCollection'; readonly features: readonly RegionShape[] }
