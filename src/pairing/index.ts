import { registerHomeCard } from '../volunteers'
import { homePart } from './home-part'
import './personal-data'

registerHomeCard(homePart)

export { type DecideError, decideCompanion } from './decide-companion'
export { pairingRoom } from './routes'
export { USUAL_DAYS } from './wish'
export { type WishError, wishCompanion, withdrawWish } from './wish-companion'
