import type { Vulnerability } from '../../standards'
import type { AttributeId } from './attribute'

/** Groups of items, in the order pages show them. */
export const itemGroups = [
  'water',
  'food',
  'kitchen',
  'baby',
  'children',
  'hygiene',
  'bedding',
  'clothing',
  'shelter',
  'medicine',
  'aids',
  'tools',
  'power',
  'fuel',
  'home',
  'animals',
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

/** What packs are called. */
export const packForms = ['bottle', 'can', 'canister', 'tank', 'pack', 'bag', 'bale', 'box', 'roll'] as const

/** A usual pack: a box of twelve one-litre bottles is `{ form: 'box', quantity: 12000 }` of an item counted in millilitres. */
export type Pack = { readonly form: (typeof packForms)[number]; readonly quantity: number }

/**
 * An item taken instead where the wanted one is missing. `costPercent` says how much worse it serves, as the part that is added to the cost
 * of bringing it: 0 serves as well, 100 counts as if it came from twice as far. Quantities are not converted: so many pieces for so many.
 */
export type Substitute = { readonly item: string; readonly costPercent: number }

/** Names of an item by language. */
export type ItemNames = { readonly kk: string; readonly ru: string; readonly en: string }

/** Something a need line may ask for, or somebody may offer. */
export type Item = {
  readonly id: string
  readonly group: ItemGroup
  readonly unit: Unit
  /** Filled in when nobody says how much: enough for one person or household for a start, in `unit`. */
  readonly typicalQuantity: number
  readonly names: ItemNames
  /** Languages whose name is borrowed from another, until a person translates it. */
  readonly untranslated?: readonly (keyof ItemNames)[]
  readonly synonyms: { readonly kk: readonly string[]; readonly ru: readonly string[]; readonly en: readonly string[] }
  /** What 1,000 units weigh, in grams, packed for the road; 0 for a service and where nobody knows. A thousand, so that a tablet and a stove are whole numbers both. */
  readonly gramsPerThousand: number
  /** The room 1,000 units take in a vehicle, in millilitres; 0 for a service and where nobody knows. */
  readonly millilitresPerThousand: number
  /** Usual packs, smallest first. */
  readonly packs?: readonly Pack[]
  /** It goes off, or a date on it says until when it may be used. */
  readonly expires?: true
  /** Spoils outside a cool box. */
  readonly coldChain?: true
  /** What has to be lifted in one go weighs 20 kg or more. */
  readonly heavy?: true
  /** Sold on a doctor's prescription: promised by licensed pharmacies and medical organizations alone. */
  readonly prescription?: true
  /** Offered often and hardly ever what is missing after a disaster: taken against a line that asks for it, never as stock. */
  readonly unwanted?: true
  /** What may be asked beside how many. */
  readonly attributes?: readonly AttributeId[]
  /** Taken instead, best first. */
  readonly substitutes?: readonly Substitute[]
  /** For a service: id of the competence (room `training`) whoever comes should have. */
  readonly competence?: string
  /** Counted in public only inside one group of health-related items. */
  readonly healthRelated?: true
  /** Whoever asks for it is often vulnerable in this way; a question at triage, never a conclusion. */
  readonly oftenFor?: readonly Vulnerability[]
}

/** Items of one group: what a file of this folder holds. */
export const inGroup = (group: ItemGroup, items: readonly Omit<Item, 'group'>[]): readonly Item[] =>
  items.map((item) => ({ ...item, group }))

/** What a quantity weighs, in grams, rounded up. */
export const gramsOf = (item: Item, quantity: number): number => Math.ceil((quantity * item.gramsPerThousand) / 1000)

/** The room a quantity takes, in millilitres, rounded up. */
export const millilitresOf = (item: Item, quantity: number): number =>
  Math.ceil((quantity * item.millilitresPerThousand) / 1000)
