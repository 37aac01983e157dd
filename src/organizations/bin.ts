import { err, ok, type Result } from '../kit/result'

/** What is wrong with a typed business identification number. `natural-person`: the number is a person's, which is never asked for. */
export type BinError = { readonly kind: 'not-12-digits' | 'natural-person' | 'not-a-bin' | 'wrong-check' }

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

const weigh = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, place) => sum + weight * (digits[place] ?? 0), 0) % 11

/**
 * Check digit of the first 11 digits of an IIN or BIN; undefined where the number was never issued, because both sums give 10.
 * @see Rules on the formation of identification numbers, Kazakhstan; law-kz "Identifiers"
 */
export function checkDigit(digits: readonly number[]): number | undefined {
  const first = weigh(digits, firstWeights)
  if (first < 10) return first
  const second = weigh(digits, secondWeights)
  return second < 10 ? second : undefined
}

/**
 * Reads a BIN of Kazakhstan: YYMM of registration, type 4–6 (legal person resident, non-resident, entrepreneur), kind 0–4, serial, check digit. Spaces
 * and dashes are left out. The fifth digit tells it from an IIN, where the day of birth stands.
 */
export function parseBin(text: string | undefined): Result<string, BinError> {
  const bin = (text ?? '').replace(/[\s\-–]/g, '')
  if (!/^\d{12}$/.test(bin)) return err({ kind: 'not-12-digits' })
  const digits = [...bin].map(Number)
  const month = Number(bin.slice(2, 4))
  const [type = 0, kind = 0] = digits.slice(4, 6)
  if (type <= 3) return err({ kind: 'natural-person' })
  if (month < 1 || month > 12 || type > 6 || kind > 4) return err({ kind: 'not-a-bin' })
  return checkDigit(digits.slice(0, 11)) === digits[11] ? ok(bin) : err({ kind: 'wrong-check' })
}
