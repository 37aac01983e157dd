const every = (from: number, to: number, step: number): readonly string[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => String(from + i * step))

/**
 * What may be asked of an item beside how many, and the answers there are, in the order pages show them. Sizes are those printed on labels
 * sold in Kazakhstan: letters and even numbers for adults, height in centimetres for children, continental numbers for shoes. Texts under
 * `needs.attribute.<id>`, and `needs.attribute.<id>.<value>` for answers that are words.
 */
export const attributeValues = {
  wearer: ['woman', 'man', 'girl', 'boy'],
  'clothing-size': ['XS', 'S', 'M', 'L', 'XL', 'XXL', '3XL', '4XL', '5XL', ...every(40, 70, 2)],
  'child-height': every(50, 176, 6),
  'shoe-size': every(16, 50, 1),
  'nappy-size': every(1, 7, 1),
  'adult-nappy-size': ['S', 'M', 'L', 'XL'],
  age: ['0-5-months', '6-11-months', '1-2', '3-5', '6-9', '10-13', '14-17', '18-59', '60'],
  season: ['winter', 'between', 'summer'],
  diet: ['halal', 'vegetarian', 'diabetic', 'gluten-free', 'lactose-free', 'soft'],
} as const satisfies Record<string, readonly string[]>

/** Something that may be asked of an item beside how many. */
export type AttributeId = keyof typeof attributeValues

/** All of {@link attributeValues}. */
export const attributeIds = Object.keys(attributeValues) as readonly AttributeId[]

/** Answers given, by attribute; what nobody said is not there. */
export type Attributes = Readonly<Partial<Record<AttributeId, string>>>

/** Untrusted or stored attributes: what is not in the list is left out. */
export function parseAttributes(given: unknown): Attributes {
  const said: Partial<Record<AttributeId, string>> = {}
  if (typeof given !== 'object' || given === null) return said
  for (const [key, value] of Object.entries(given)) {
    const id = attributeIds.find((one) => one === key)
    const values: readonly string[] = id === undefined ? [] : attributeValues[id]
    if (id !== undefined && typeof value === 'string' && values.includes(value)) said[id] = value
  }
  return said
}
