import type { View } from '../../web'
import type { CountryMap } from '../outlines/country-map'

/** Whose borders a map shows: stands wherever the map does, since the licences ask for it. */
export const MapCredit = ({ v, map }: { v: View; map: CountryMap }) => (
  <>
    {map.credits.map((credit) => v.t('places.map.outlines', { credit })).join(' ')}
    {map.drawn ? ` ${v.t('places.map.credit')}` : null}
  </>
)
