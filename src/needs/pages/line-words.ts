import { findCompetence } from '../../training'
import type { View } from '../../web'
import { parseAttributes } from '../catalogue/attribute'
import { findItem } from '../catalogue/items'
import { sayQuantity } from '../quantity'
import { attributesInWords } from './item-words'

type LineNames = {
  readonly item_id: string | null
  readonly competence_id: string | null
  readonly attributes?: unknown
}

/** What a line asks for, in the reader's language: its item with size or age, its competence, or "as described". */
export function lineName(v: Pick<View, 't' | 'lang'>, line: LineNames): string {
  const details = attributesInWords(v, parseAttributes(line.attributes))
  return details === '' ? thingName(v, line) : v.t('needs.line.withDetails', { name: thingName(v, line), details })
}

const thingName = (v: Pick<View, 't' | 'lang'>, line: LineNames): string =>
  (line.item_id === null ? undefined : findItem(line.item_id)?.names[v.lang]) ??
  (line.competence_id === null ? undefined : findCompetence(line.competence_id)?.names[v.lang]) ??
  v.t('needs.line.words')

/** The same for pages anyone with a link sees: health-related things are one group. */
export const lineNameWithoutHealth = (v: Pick<View, 't' | 'lang'>, line: LineNames): string =>
  line.item_id !== null && findItem(line.item_id)?.healthRelated ? v.t('needs.line.health') : lineName(v, line)

/** Name and quantity: "Drinking water, 20 litres". */
export const lineInWords = (
  v: Pick<View, 't' | 'lang'>,
  line: LineNames & { quantity: number; unit: string },
): string =>
  v.t('needs.line.withQuantity', { name: lineName(v, line), quantity: sayQuantity(v, line.quantity, line.unit) })
