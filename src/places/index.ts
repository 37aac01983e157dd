export { distanceMeters, type Point } from '../kit/geo'
export { type Cell, cellOf, cellsWithin } from '../kit/geo-cells'
export {
  type ImportOutlinesError,
  type ImportOutlinesOptions,
  importOutlines,
  type OutlinesImported,
} from './commands/import-outlines'
export {
  type ImportPlacesError,
  type ImportPlacesOptions,
  type ImportReport,
  importPlaces,
} from './commands/import-places'
export { type LoadedPack, type LoadPackError, loadCountryPack } from './commands/load-country-pack'
export { foldName } from './fold-name'
export { buildGazetteer, type Gazetteer, type NamedPlace, nameKey } from './gazetteer'
export { type KatoError, type KatoLevel, type KatoPlace, type KatoRegister, parseKato } from './kato'
export { plainKatoName } from './kato-name'
export { gazetteerOf } from './load-gazetteer'
export { type CountryMap, findCountryMap, type HomeCountry, readHomeCountry } from './outlines/country-map'
export type { CountryPack, PackDistrict, PackLocality, PackRegion, PlaceNames, Retention } from './packs/country-pack'
export { findWrittenPack, packOf, WRITTEN_PACKS } from './packs/pack-of'
export type { Position, RegionShape, RegionShapes } from './packs/region-shape'
export { MapCredit } from './pages/map-credit'
export { PlaceMap } from './pages/place-map'
export { PlaceCandidates, PlacePicker, type PlacePickerProps } from './pages/place-picker'
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
export { type PlaceChoice, type PlaceError, type ResolvedPlace, resolvePlace } from './resolve-place'
export { placesRoom } from './routes'
export { type Settlement, settlementOf, settlements } from './settlement'
export { estimateTravel, type Minutes, type Transport, type TravelEstimate, transports } from './travel'
