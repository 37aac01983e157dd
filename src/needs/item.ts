import type { Vulnerability } from '../standards'

/** Groups of items, in the order pages show them. */
export const itemGroups = [
  'water',
  'food',
  'baby',
  'hygiene',
  'bedding',
  'clothing',
  'medicine',
  'tools',
  'fuel',
  'service',
] as const

/** One of {@link itemGroups}. */
export type ItemGroup = (typeof itemGroups)[number]

/**
 * The smallest unit an item is counted in, so that every quantity is a whole number: 1.5 litres are 1500 of 'millilitre'. A 'person-visit'
 * is one coming of one person; a pair of boots is one 'piece'. Texts under `needs.unit.<id>` with {count}.
 */
export const units = ['piece', 'gram', 'millilitre', 'set', 'person-visit', 'minute'] as const

/** One of {@link units}. */
export type Unit = (typeof units)[number]

/** Something a need line may ask for. */
export type Item = {
  readonly id: string
  readonly group: ItemGroup
  readonly unit: Unit
  /** Filled in when nobody says how much: enough for one person or household for a start, in `unit`. */
  readonly typicalQuantity: number
  readonly names: { readonly kk: string; readonly ru: string; readonly en: string }
  readonly synonyms: { readonly kk: readonly string[]; readonly ru: readonly string[]; readonly en: readonly string[] }
  /** For a service: id of the competence (room `training`) whoever comes should have. */
  readonly competence?: string
  /** Counted in public only inside one group of health-related items. */
  readonly healthRelated?: true
  /** Whoever asks for it is often vulnerable in this way; a question at triage, never a conclusion. */
  readonly oftenFor?: readonly Vulnerability[]
}
