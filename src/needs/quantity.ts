import { foldWords } from '../kit/fold-words'
import type { View } from '../web'
import type { Unit } from './catalogue/item'

/** Most of anything one line may ask for, in its smallest unit. */
export const QUANTITY_MAX = 1_000_000_000

const written: readonly (readonly [unit: Unit, factor: number, words: readonly string[]])[] = [
  ['gram', 1, ['г', 'гр', 'грамм', 'g', 'gram', 'grams']],
  ['gram', 1000, ['кг', 'кило', 'килограмм', 'kg', 'kilo', 'kilogram', 'келі']],
  ['gram', 1_000_000, ['т', 'тонна', 'тонн', 'ton', 'tons', 'tonne', 'tonnes']],
  ['millilitre', 1, ['мл', 'ml', 'миллилитр']],
  ['millilitre', 1000, ['л', 'литр', 'литра', 'литров', 'l', 'litre', 'litres', 'liter', 'liters']],
  ['minute', 1, ['мин', 'минут', 'минута', 'min', 'minute', 'minutes']],
  ['minute', 60, ['ч', 'час', 'часа', 'часов', 'сағ', 'сағат', 'h', 'hour', 'hours']],
]

const byWord = new Map(
  written.flatMap(([unit, factor, words]) =>
    words.map((word) => [foldWords(word)[0] ?? word, { unit, factor }] as const),
  ),
)

/** What one counts in when the number stands alone: litres of water, kilograms of flour, hours of work. */
const usual: Partial<Record<Unit, number>> = { gram: 1000, millilitre: 1000, minute: 60 }

/**
 * How much someone typed («20», «1,5 л», "30 kg"), in the smallest unit of `unit`. A bare number counts in what is usual for the unit;
 * a unit of another sort is no answer.
 * @returns whole number from 1 to {@link QUANTITY_MAX}, or undefined
 */
export function parseQuantity(text: string, unit: Unit): number | undefined {
  const found = /^\s*(\d{1,9}(?:[ \u00a0]\d{3})*(?:[.,]\d{1,3})?)\s*([\p{L}.]*)/u.exec(text.slice(0, 60))
  if (found === null) return undefined
  const number = Number((found[1] ?? '').replace(/[ \u00a0]/g, '').replace(',', '.'))
  const said = byWord.get(foldWords(found[2] ?? '')[0] ?? '')
  if (said !== undefined && said.unit !== unit) return undefined
  const quantity = Math.round(number * (said?.factor ?? usual[unit] ?? 1))
  return quantity >= 1 && quantity <= QUANTITY_MAX ? quantity : undefined
}

/** A quantity in words, in the unit a person would say: 20000 of 'millilitre' is "20 litres". */
export function sayQuantity(v: Pick<View, 't'>, quantity: number, unit: string): string {
  const large = (from: number) => quantity === 0 || quantity >= from
  if (unit === 'gram' && large(1000)) return v.t('needs.quantity.kilogram', { count: quantity / 1000 })
  if (unit === 'millilitre' && large(1000)) return v.t('needs.quantity.litre', { count: quantity / 1000 })
  if (unit === 'minute' && large(60)) return v.t('needs.quantity.hour', { count: Math.round(quantity / 6) / 10 })
  return v.t(`needs.unit.${unit}`, { count: quantity })
}

/** The number a person would type for a quantity: litres, kilograms, hours. The inverse of {@link parseQuantity} for a bare number. */
export const typedQuantity = (quantity: number, unit: string): string => String(quantity / (usual[unit as Unit] ?? 1))
