import type { Heard } from './decide-plan'
import { readText } from './grammar/read-text'

const LINES_MAX = 10

/**
 * One telephone that speaks for several people: a message of several lines, each with the code of its own ask. Undefined where it is none, so
 * that it is read as one message.
 */
export function linesOf(heard: Heard): Heard[] | undefined {
  const lines = heard.text.split(/\r?\n|;/u).filter((line) => line.trim() !== '')
  if (lines.length < 2 || lines.length > LINES_MAX) return undefined
  const read = lines.map((text) => ({ ...heard, text, reading: readText(text), expects: null }))
  const codes = read.flatMap(({ reading }) => reading.code ?? [])
  return codes.length === lines.length && new Set(codes).size === codes.length ? read : undefined
}
