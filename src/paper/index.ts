import type { Room } from '../platform'
import { paperRoutes } from './routes'

export { type FormPlace, registerForm, registerSheets, type SheetFinder } from './finders'
export { EnteredNotice } from './pages/entered-notice'
export { type BlankForm, newSheetNumbers, parseSheetNumber } from './sheet'
export { type EnteredSheet, findEnteredSheet, takeSheet } from './take-sheet'

/** Paper: numbers of printed forms, and from a number to the screen where it is entered. */
export const paperRoom: Room = { name: 'paper', routes: paperRoutes }
