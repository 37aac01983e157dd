import { z } from 'zod'
import { itemGroups, type Unit } from '../../needs'

/** What a column of a catalogue may mean. `cubicMetres` and the three sides stand in where no litres are given. */
export const itemFields = [
  'ref',
  'name',
  'nameKk',
  'nameRu',
  'group',
  'unit',
  'kilograms',
  'litres',
  'cubicMetres',
  'lengthCm',
  'widthCm',
  'heightCm',
] as const

/** One of {@link itemFields}. */
export type ItemField = (typeof itemFields)[number]

/** Groups that things of another catalogue may join. */
export const goodsGroups = itemGroups.filter((group) => group !== 'service')

/** How a catalogue of things is to be understood. */
export const itemPart = z.strictObject({
  /** Header of the file for each field. */
  columns: z.partialRecord(z.enum(itemFields), z.string()).default({}),
  /** Our group by the beginning of a code, the longest that fits; and by what the column of groups says. */
  groups: z.record(z.string(), z.enum(goodsGroups)).default({}),
  /** Beginnings of codes of what is sold on prescription. */
  prescription: z.array(z.string()).default([]),
})

/** One of the parts of a mapping. */
export type ItemPart = z.infer<typeof itemPart>

type CountedIn = Extract<Unit, 'piece' | 'set' | 'gram' | 'millilitre'>

const unitWords: readonly (readonly [unit: CountedIn, words: readonly string[]])[] = [
  ['piece', ['', 'piece', 'pce', 'pcs', 'each', 'unit', 'шт', 'штука', 'дана']],
  ['set', ['kit', 'set', 'набор', 'комплект', 'жинақ']],
  ['gram', ['kg', 'kilogram', 'кг', 'килограмм']],
  ['millilitre', ['l', 'litre', 'liter', 'л', 'литр']],
]

/** The unit a word of a catalogue means: weights and volumes are counted in their smallest; without a word, pieces. */
export const unitOfWord = (word: string): CountedIn | undefined =>
  unitWords.find(([, words]) => words.includes(word.toLowerCase().replace(/\.$/, '')))?.[0]
