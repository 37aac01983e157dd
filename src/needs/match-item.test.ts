import { expect, test } from 'vitest'
import { vulnerabilities } from '../standards'
import { findCompetence } from '../training'
import { itemGroups, units } from './item'
import { items } from './items'
import { matchItem, matchItems } from './match-item'

test('the list is well formed', () => {
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length)
  expect(items.length).toBeGreaterThanOrEqual(80)
  for (const item of items) {
    expect(itemGroups).toContain(item.group)
    expect(units).toContain(item.unit)
    expect(Number.isSafeInteger(item.typicalQuantity) && item.typicalQuantity > 0, item.id).toBe(true)
    for (const name of Object.values(item.names)) expect(name.trim()).not.toBe('')
    for (const kind of item.oftenFor ?? []) expect(vulnerabilities).toContain(kind)
    if (item.competence !== undefined) expect(findCompetence(item.competence), item.competence).toBeDefined()
    expect(item.competence === undefined, item.id).toBe(item.group !== 'service' && item.id !== 'temporary-shelter')
  }
})

test('every name finds its own item first', () => {
  for (const { id, names } of items) {
    for (const name of Object.values(names)) expect(matchItem(name)?.item.id, name).toBe(id)
  }
})

test.each([
  ['Water', 'drinking-water'],
  ['Food', 'food-parcel'],
  ['food', 'food-parcel'],
  ['Cooked Food', 'hot-meal'],
  ['Dry Rations', 'food-parcel'],
  ['Medicine', 'fever-medicine'],
  ['Clothing', 'clothing'],
  ['Baby Items', 'baby-clothes'],
  ['Hygiene Products', 'hygiene-kit'],
  ['Blankets/Bedding', 'blanket'],
  ['Evacuation', 'evacuation'],
  ['shelter', 'temporary-shelter'],
  ['нужны памперсы размер 4', 'diapers'],
  ['подгузников', 'diapers'],
  ['питевая вода', 'drinking-water'],
  ['ауыз су керек', 'drinking-water'],
  ['auyz su', 'drinking-water'],
  ['корпе керек еди', 'blanket'],
  ['одеял и подушек', 'blanket'],
  ['детская смесь', 'infant-formula'],
  ['инвалидная каляска', 'wheelchair'],
  ['көмір', 'coal'],
  ['отвезти в поликлинику, сопровождение', 'accompaniment'],
  ['blakets', 'blanket'],
  ['резиновые сапоги', 'rubber-boots'],
  ['колоть дрова', 'firewood-chopping'],
])('%s is %s', (words, id) => {
  expect(matchItems(words).map((match) => match.item.id)).toContain(id)
  expect(matchItem(words)?.item.id).toBe(id)
})

test.each(['Other', '', 'null', '🏠', 'йцукен', 'помогите пожалуйста', '12345'])('%s is nothing', (words) => {
  expect(matchItem(words)).toBeUndefined()
})
