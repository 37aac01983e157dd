import type { View } from '../../web'
import { type AttributeId, type Attributes, attributeIds, attributeValues } from '../catalogue/attribute'
import type { Item, Substitute, Unit } from '../catalogue/item'
import { findItem } from '../catalogue/items'

type Words = Pick<View, 't' | 'lang' | 'say'>

/** What is worth knowing of an item before one promises, packs or carries it. */
export function itemNotes(v: Pick<View, 't'>, item: Item): string[] {
  return (['prescription', 'coldChain', 'expires', 'heavy', 'unwanted'] as const).flatMap((fact) =>
    item[fact] ? [v.t(`needs.item.${fact}`)] : [],
  )
}

/** An answer to an attribute: sizes as labels have them, the rest in words. */
export const attributeValue = (v: Pick<View, 't'>, id: AttributeId, value: string): string =>
  isSpoken(id) ? v.t(`needs.attribute.${id}.${value}`) : value

const isSpoken = (id: AttributeId): boolean => ['wearer', 'age', 'season', 'diet'].includes(id)

/** Answers to attributes as one phrase: "Shoe size: 43, Season: winter"; empty without any. */
export const attributesInWords = (v: Pick<View, 't'>, attributes: Attributes): string =>
  attributeIds
    .flatMap((id) => {
      const value = attributes[id]
      return value === undefined
        ? []
        : [v.t('needs.item.attribute', { name: v.t(`needs.attribute.${id}`), values: attributeValue(v, id, value) })]
    })
    .join(', ')

/** What may be asked of an item, with the answers there are: a long row of sizes by its ends. */
export function attributeRange(v: Words, id: AttributeId): string {
  const values: readonly string[] = attributeValues[id]
  const said = values.map((value) => attributeValue(v, id, value))
  const range = isSpoken(id) || said.length < 12 ? said.join(', ') : `${said[0]} – ${said.at(-1)}`
  return v.t('needs.item.attribute', { name: v.t(`needs.attribute.${id}`), values: range })
}

const NEAR_PERCENT = 20

/** A substitute by its name, and how well it serves. */
export function substituteInWords(v: Words, { item, costPercent }: Substitute): string {
  const how = costPercent === 0 ? 'same' : costPercent <= NEAR_PERCENT ? 'near' : 'far'
  return v.t(`needs.item.substitute.${how}`, { name: findItem(item)?.names[v.lang] ?? item })
}

/** One of what a person counts: a litre of what is counted in millilitres. */
export const oneOf = (unit: Unit): number => (unit === 'gram' || unit === 'millilitre' ? 1000 : 1)
