import type { Feature, FeatureCollection, MultiPolygon } from 'geojson'

/** [longitude, latitude] in degrees. */
export type Position = [longitude: number, latitude: number]

/** `code` is the id of the region (`KZ-35`); `seat` its largest settlement, where a dot or a label stands. */
export type RegionShapeProperties = { readonly code: string; readonly kind: 'region' | 'city'; readonly seat: Position }

/**
 * The shape of a region as a GeoJSON feature. Outer rings run clockwise, as d3-geo reads them on the sphere; holes the
 * other way.
 */
export type RegionShape = Feature<MultiPolygon, RegionShapeProperties>

/** The shapes of all regions of a country. */
export type RegionShapes = FeatureCollection<MultiPolygon, RegionShapeProperties>
