import type { View } from '../../web'

/** Where names and positions come from (their licence asks for it); under a map, also how its borders were drawn. */
export const PlacesCredit = ({ v, map = false }: { v: View; map?: boolean }) => (
  <p class="field__hint">
    {v.t('places.credit')}
    {map ? ` ${v.t('places.map.credit')}` : null}
  </p>
)
