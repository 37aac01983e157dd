import { FileFault } from './file-fault'

/** Walks through the whole numbers of a text, one after another, and knows the line it stands in. */
export type NumbersIn = {
  /** @throws {FileFault} where there is no further number, or it is not whole or not within the limits */
  next(name: string, min?: number, max?: number): number
  /** As many as the array holds. */
  fill(values: Int32Array, name: string, min?: number, max?: number): Int32Array
  /** @throws {FileFault} where anything follows */
  end(): void
}

const WHOLE_MAX = 2 ** 31 - 1

/**
 * @param text numbers with white space between
 * @param firstLine line of the file in which the text begins
 */
export function numbersIn(text: string, firstLine = 1): NumbersIn {
  let at = 0
  let line = firstLine
  const skip = () => {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 10) line++
      else if (code !== 32 && code !== 9 && code !== 13 && code !== 0xfeff) return
    }
  }
  const next = (name: string, min = -WHOLE_MAX, max = WHOLE_MAX): number => {
    skip()
    const from = at
    while (at < text.length && text.charCodeAt(at) > 32) at++
    const word = text.slice(from, at)
    if (word === '') throw new FileFault(line, name, 'the end of the file')
    const value = Number(word)
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new FileFault(line, `${name}, a whole number from ${min} to ${max}`, `"${word.slice(0, 30)}"`)
    }
    return value
  }
  return {
    next,
    fill: (values, name, min, max) => {
      for (let i = 0; i < values.length; i++) values[i] = next(name, min, max)
      return values
    },
    end: () => {
      skip()
      if (at < text.length) {
        throw new FileFault(line, 'nothing more', `"${text.slice(at, at + 30).split(/\s/)[0]}"`)
      }
    },
  }
}

/** Refuses a size before memory is taken for it. @throws {FileFault} */
export function refuseBeyond(line: number, cells: number, max: number, what: string): void {
  if (cells > max) throw new FileFault(line, `at most ${max} ${what}`, `${cells}`)
}
