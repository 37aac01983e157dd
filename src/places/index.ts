export { distanceMeters, type Point } from '../kit/geo'
export { type Cell, cellOf, cellsWithin } from '../kit/geo-cells'
export {
  type ImportPlacesError,
  type ImportPlacesOptions,
  type ImportReport,
  importPlaces,
} from './commands/import-places'
export { type LoadedPack, type LoadPackError, loadCountryPack } from './commands/load-country-pack'
export { foldName } from './fold-name'
export { type KatoError, type KatoLevel, type KatoPlace, type KatoRegister, parseKato } from './kato'
export { plainKatoName } from './kato-name'
export type { CountryPack, PackDistrict, PackLocality, PackRegion, PlaceNames, Retention } from './packs/country-pack'
export { zoneOfPoint } from './packs/generic'
export { findWrittenPack, packOf, WRITTEN_PACKS } from './packs/pack-of'
export type { Position, RegionShape, RegionShapes } from './packs/region-shape'
export { PlaceCandidates, PlacePicker, type PlacePickerProps } from './pages/place-picker'
export { PlacesCredit } from './pages/places-credit'
export { type District, type Locality, type Named, placeContext, placeName, type Region } from './place'
export {
  CANDIDATES_MAX,
  findLocality,
  findLocalityByKato,
  findRegion,
  listCountries,
  listDistricts,
  listLocalities,
  listLocalitiesNear,
  listRegions,
  type NearLocality,
  nearestLocality,
  searchPlaces,
} from './queries'
export { regionOfPoint, regionShapes } from './region-of-point'
export { type PlaceChoice, type PlaceError, type ResolvedPlace, resolvePlace } from './resolve-place'
export { placesRoom } from './routes'
export { estimateTravel, type Minutes, type Transport, type TravelEstimate, transports } from './travel'
