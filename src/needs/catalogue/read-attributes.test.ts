import { expect, test } from 'vitest'
import { readLine } from '../line-wish'
import { parseAttributes } from './attribute'
import { findItem } from './items'
import { readAttributes } from './read-attributes'

test.each([
  ['rubber-boots', 'резиновые сапоги 43', { 'shoe-size': '43' }],
  ['rubber-boots', 'сапоги мужские, 43 размер', { wearer: 'man', 'shoe-size': '43' }],
  ['rubber-boots', '20 пар резиновых сапог', {}],
  ['rubber-boots', '20 жұп резеңке етік', {}],
  ['winter-boots', 'етік 38 әйелге', { wearer: 'woman', 'shoe-size': '38' }],
  ['winter-jacket', 'пуховик женский 48 размер', { wearer: 'woman', 'clothing-size': '48' }],
  ['winter-jacket', 'куртка ХЛ', { 'clothing-size': 'XL' }],
  ['winter-jacket', "men's jacket size M", { wearer: 'man', 'clothing-size': 'M' }],
  [
    'children-clothing',
    'одежда на девочку рост 110 зимняя',
    { wearer: 'girl', 'child-height': '110', season: 'winter' },
  ],
  ['children-clothing', 'ұл балаға киім, бойы 128 см', { wearer: 'boy', 'child-height': '128' }],
  ['diapers', 'памперсы 4', { 'nappy-size': '4' }],
  ['diapers', 'pampers size 5', { 'nappy-size': '5' }],
  ['diapers', '3 пачки подгузников', {}],
  ['adult-diapers', 'памперсы для взрослых размер L', { 'adult-nappy-size': 'L' }],
  ['toys', 'игрушки для ребёнка 5 лет', { age: '3-5' }],
  ['toys', 'ойыншық 7 жас', { age: '6-9' }],
  ['infant-formula', 'смесь 8 месяцев', { age: '6-11-months' }],
  ['infant-formula', 'formula for 2 months', { age: '0-5-months' }],
  ['food-parcel', 'продукты, халал', { diet: 'halal' }],
  ['blanket', 'одеяло 43 размер', {}],
] as const)('%s: %s', (id, words, read) => {
  const item = findItem(id)
  expect(item && readAttributes(item, words)).toEqual(read)
})

test('what is said apart from the words comes first, and only what may be asked of the item', () => {
  expect(readLine('сапоги резиновые 43', '2', '', { 'shoe-size': '44', diet: 'halal' })).toMatchObject({
    item: 'rubber-boots',
    quantity: 2,
    attributes: { 'shoe-size': '44' },
  })
})

test('attributes and answers that are not in the list are left out', () => {
  expect(parseAttributes({ 'shoe-size': '43', age: '200', __proto__: { season: 'winter' }, size: 'L' })).toEqual({
    'shoe-size': '43',
  })
  for (const strange of [null, undefined, 'x', 7, [], ['43']]) expect(parseAttributes(strange)).toEqual({})
})
