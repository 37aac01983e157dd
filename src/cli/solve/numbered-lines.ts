import { FileFault } from './file-fault'

/** A line of numbers and where it stands, from 1. */
export type Numbered = { readonly line: number; readonly values: readonly number[] }

const LINES_MAX = 20_000
const VALUES_MAX = 16

/**
 * The lines that hold numbers. Words (a name, headings) may stand before and between the first of them, never among the rest.
 * @throws {FileFault} for anything else, and for more than 20,000 lines
 */
export function readNumbers(text: string): Numbered[] {
  const found: Numbered[] = []
  let line = 0
  let from = 0
  while (from <= text.length) {
    const end = text.indexOf('\n', from)
    const words = text.slice(from, Math.min(end === -1 ? text.length : end, from + 2_000)).trim()
    line += 1
    if (line > LINES_MAX) throw new FileFault(line, `at most ${LINES_MAX} lines`, 'more')
    if (/^[-+.\d]/.test(words)) found.push({ line, values: valuesOf(words, line) })
    else if (words !== '' && found.length > 1) throw new FileFault(line, 'numbers', words)
    if (end === -1) break
    from = end + 1
  }
  return found
}

function valuesOf(words: string, line: number): number[] {
  const parts = words.split(/\s+/)
  if (parts.length > VALUES_MAX) throw new FileFault(line, `at most ${VALUES_MAX} numbers`, `${parts.length}`)
  return parts.map((part) => {
    const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(part) ? Number(part) : Number.NaN
    if (!Number.isFinite(value)) throw new FileFault(line, 'a number', part)
    return value
  })
}
