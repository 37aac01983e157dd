import { gazetteerOf } from '../../places'
import type { Db } from '../../platform'
import { type PlacesRead, readPlaces } from './grammar/read-place'

/** Finds the settlement that a whole answer to "where?" names, or the options to choose from. */
export const findPlace = async (db: Db, text: string): Promise<PlacesRead> =>
  readPlaces(text, await gazetteerOf(db), 'answer')

/** Finds a settlement named within a sentence, or the options to choose from. */
export const findPlaceIn = async (db: Db, text: string): Promise<PlacesRead> =>
  readPlaces(text, await gazetteerOf(db), 'sentence')
