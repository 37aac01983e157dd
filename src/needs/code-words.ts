import { randomInt } from 'node:crypto'

/** Words said at the door, so that the person helped knows who comes. Names under `needs.codeWord.<id>`; easy to say and hear. */
export const codeWords = [
  'apple',
  'bread',
  'bridge',
  'camel',
  'candle',
  'carpet',
  'cloud',
  'dombra',
  'eagle',
  'foal',
  'garden',
  'honey',
  'kettle',
  'lake',
  'lamp',
  'meadow',
  'melon',
  'moon',
  'morning',
  'mountain',
  'pillow',
  'rainbow',
  'ring',
  'river',
  'saddle',
  'silver',
  'snow',
  'spring',
  'star',
  'steppe',
  'stork',
  'swallow',
  'tulip',
  'willow',
  'window',
  'yurt',
] as const

/** A word for one need, by chance. */
export const newCodeWord = (): string => codeWords[randomInt(codeWords.length)] ?? codeWords[0]
