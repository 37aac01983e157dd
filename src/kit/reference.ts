import { createHash, randomInt } from 'node:crypto'

// No I, L, O, 0, 1: read aloud, written by hand and typed on a button phone without mistakes. 31 is prime, so every weight below
// can be divided out again and any single wrong character or swap of neighbours changes the sum.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const BASE = ALPHABET.length

function checkCharacter(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += (i + 2) * ALPHABET.indexOf(body[i] ?? '')
  return ALPHABET[sum % BASE] ?? ''
}

/** New human reference number, e.g. `K7M4-QX9T`: 7 random characters and a check character (31^7 ≈ 2.7·10^10). */
export function newReference(): string {
  let body = ''
  for (let i = 0; i < 7; i++) body += ALPHABET[randomInt(BASE)]
  const all = body + checkCharacter(body)
  return `${all.slice(0, 4)}-${all.slice(4)}`
}

/** The one reference that belongs to an id, for lines of a printed list: the same on every sheet, and it tells nothing of the id. */
export function referenceOf(id: string): string {
  const digest = createHash('sha256').update(`line ${id}`).digest()
  let body = ''
  for (let i = 0; i < 7; i++) body += ALPHABET[digest.readUInt16BE(2 * i) % BASE]
  const all = body + checkCharacter(body)
  return `${all.slice(0, 4)}-${all.slice(4)}`
}

/** Reference as typed by a person (spaces, case, Cyrillic look-alikes, missing dash) in stored form, or undefined when the check fails. */
export function parseReference(typed: string): string | undefined {
  const latin: Record<string, string> = {
    А: 'A',
    В: 'B',
    С: 'C',
    Е: 'E',
    Н: 'H',
    К: 'K',
    М: 'M',
    Р: 'P',
    Т: 'T',
    Х: 'X',
  }
  const text = [...typed.toUpperCase()]
    .map((ch) => latin[ch] ?? ch)
    .filter((ch) => ALPHABET.includes(ch))
    .join('')
  if (text.length !== 8 || checkCharacter(text.slice(0, 7)) !== text[7]) return undefined
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
