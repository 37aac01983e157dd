import { foldWords } from '../../kit/fold-words'

/** A word of a table in the form in which it is compared: without case, alphabet, emoji and punctuation. */
export const foldValue = (text: string): string => foldWords(text).join(' ')
