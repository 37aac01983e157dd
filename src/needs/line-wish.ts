import { matchCompetences } from '../training'
import type { ItemGroup, Unit } from './catalogue/item'
import { findItem } from './catalogue/items'
import { matchItem } from './catalogue/match-item'
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
  readonly healthRelated: boolean
}

const ITEM_SCORE_MIN = 0.7
const COMPETENCE_SCORE_MIN = 0.7

/**
 * Understands one line of a request.
 * @param words what is asked for, as said
 * @param amount how much, as said; empty: a usual amount for a start
 * @returns undefined when the amount is no amount of this thing
 */
export function readLine(words: string, amount = ''): LineWish | undefined {
  const said = words.trim().slice(0, 300)
  // A cry for help is no thing that could be pledged, however its letters fall.
  const danger = soundsLikeDanger(said)
  const match = danger ? undefined : matchOnce(said)
  if (match !== undefined && match.score >= ITEM_SCORE_MIN) {
    const { item } = match
    const quantity = amount.trim() === '' ? item.typicalQuantity : parseQuantity(amount, item.unit)
    if (quantity === undefined) return undefined
    return {
      kind: 'item',
      item: item.id,
      competence: item.competence ?? null,
      unit: item.unit,
      quantity,
      words: said,
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
    healthRelated: competence !== null && healthCompetences.has(competence),
  }
}

const KEPT_MAX = 2000
const KEPT_LETTERS_MAX = 40
const kept = new Map<string, ReturnType<typeof matchItem>>()

// Finding compares every phrase of three languages, and people ask for much the same things: short wishes are remembered for a while.
function matchOnce(said: string): ReturnType<typeof matchItem> {
  if (said.length > KEPT_LETTERS_MAX) return matchItem(said)
  const key = said.toLowerCase()
  if (kept.has(key)) return kept.get(key)
  if (kept.size >= KEPT_MAX) kept.clear()
  const match = matchItem(said)
  kept.set(key, match)
  return match
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
