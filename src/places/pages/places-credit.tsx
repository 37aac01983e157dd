import type { View } from '../../web'

/** Where names and positions come from: their licence asks for it. */
export const PlacesCredit = ({ v }: { v: View }) => <p class="field__hint">{v.t('places.credit')}</p>
