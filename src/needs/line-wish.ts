import { matchCompetences } from '../training'
import type { Attributes } from './catalogue/attribute'
import type { Item, ItemGroup, Unit } from './catalogue/item'
import { findItem } from './catalogue/items'
import { matchItem, nameOf, TAKEN_SCORE_MIN } from './catalogue/match-item'
import { readAttributes } from './catalogue/read-attributes'
import { soundsLikeDanger } from './danger-words'
import type { NeedKind } from './need'
import { parseQuantity } from './quantity'

/** One thing asked for, as understood from free words; the words stay as said. */
export type LineWish = {
  readonly kind: 'item' | 'competence' | 'words'
  readonly item: string | null
  /** What whoever comes should be able to do. */
  readonly competence: string | null
  readonly unit: Unit
  readonly quantity: number
  readonly words: string
  /** Size, age, season, diet, as far as said. */
  readonly attributes: Attributes
  readonly healthRelated: boolean
}

/** Picked where words mean none of the items offered: they stay words for a person to read. */
export const AS_WRITTEN = 'words'

const COMPETENCE_SCORE_MIN = 0.7

/**
 * Understands one line of a request.
 * @param words what is asked for, as said
 * @param amount how much, as said; empty: a usual amount for a start
 * @param chosen id of the item picked for these words, or {@link AS_WRITTEN}; an item that the words do not mean is not taken
 * @param attributes said apart from the words; what cannot be asked of the item is left out
 * @returns undefined when the amount is no amount of this thing
 */
export function readLine(words: string, amount = '', chosen = '', attributes: Attributes = {}): LineWish | undefined {
  const said = words.trim().slice(0, 300)
  // A cry for help is no thing that could be pledged, however its letters fall.
  const danger = soundsLikeDanger(said)
  const item = danger ? undefined : itemOf(said, chosen)
  if (item !== undefined) {
    const quantity = amount.trim() === '' ? item.typicalQuantity : parseQuantity(amount, item.unit)
    if (quantity === undefined) return undefined
    return {
      kind: 'item',
      item: item.id,
      competence: item.competence ?? null,
      unit: item.unit,
      quantity,
      words: said,
      attributes: { ...readAttributes(item, said), ...ofItem(item, attributes) },
      healthRelated: item.healthRelated === true,
    }
  }
  const [able] = danger ? [] : matchCompetences(said)
  const competence = able !== undefined && able.score >= COMPETENCE_SCORE_MIN ? able.competence : null
  const unit: Unit = competence === null ? 'piece' : 'person-visit'
  const quantity = amount.trim() === '' ? 1 : parseQuantity(amount, unit)
  if (quantity === undefined) return undefined
  return {
    kind: competence === null ? 'words' : 'competence',
    item: null,
    competence,
    unit,
    quantity,
    words: said,
    attributes: {},
    healthRelated: competence !== null && healthCompetences.has(competence),
  }
}

const ofItem = (item: Item, attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([id]) => item.attributes?.some((one) => one === id)))

function itemOf(said: string, chosen: string): Item | undefined {
  if (chosen === AS_WRITTEN) return undefined
  // What was offered while the words were typed may be picked; what was never offered may not.
  const offered = chosen === '' ? undefined : nameOf(said, { typing: true })
  const picked = offered?.kind === 'items' ? offered.matches.find(({ item }) => item.id === chosen) : undefined
  const best = matchItem(said)
  return picked?.item ?? (best !== undefined && best.score >= TAKEN_SCORE_MIN ? best.item : undefined)
}

const healthCompetences: ReadonlySet<string> = new Set([
  'first-aid',
  'doctor',
  'nurse',
  'paramedic',
  'pharmacist',
  'patient-care',
  'psychologist',
  'psychological-first-aid',
])

const kindOfGroup: Readonly<Record<Exclude<ItemGroup, 'service'>, NeedKind>> = {
  water: 'food',
  food: 'food',
  kitchen: 'things',
  baby: 'children',
  children: 'children',
  hygiene: 'things',
  bedding: 'things',
  clothing: 'things',
  shelter: 'shelter',
  medicine: 'health',
  aids: 'health',
  tools: 'home',
  power: 'home',
  fuel: 'home',
  home: 'home',
  animals: 'other',
}

/** Kind of a need that nobody chose, from what it asks for first: for requests that come in tables. */
export function kindOfLines(lines: readonly LineWish[]): NeedKind {
  const [first] = lines
  if (lines.some((line) => line.healthRelated)) return 'health'
  const group = first?.item == null ? undefined : findItem(first.item)?.group
  if (group !== undefined && group !== 'service') return kindOfGroup[group]
  if (first?.item === 'temporary-shelter') return 'shelter'
  if (first?.item != null && /^transport|evacuation/.test(first.item)) return 'transport'
  return first?.competence == null ? 'other' : 'company'
}
