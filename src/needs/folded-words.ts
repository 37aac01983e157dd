import { foldWords } from '../kit/fold-words'

/** All words of a request in the letters that finding repeats compares: three languages and their keyboards meet in one. */
export const foldedWords = (input: {
  readonly lines: readonly { readonly words: string }[]
  readonly words: string
}): string => foldWords([...input.lines.map((line) => line.words), input.words].join(' ')).join(' ')
