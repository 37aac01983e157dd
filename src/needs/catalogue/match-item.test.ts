import { expect, test } from 'vitest'
import { vulnerabilities } from '../../standards'
import { findCompetence } from '../../training'
import { saidInDanger } from '../danger-said.fixture'
import { readLine } from '../line-wish'
import { attributeIds } from './attribute'
import { gramsOf, itemGroups, millilitresOf, packForms, units } from './item'
import { findItem } from './items'
import { matchItem, matchItems, nameOf } from './match-item'
import { items } from './own-items'
import { heldOutWordings, tunedWordings, type Wording } from './wordings.fixture'

test('the list is well formed', () => {
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length)
  expect(items.length).toBeGreaterThanOrEqual(400)
  for (const item of items) {
    expect(itemGroups).toContain(item.group)
    expect(units).toContain(item.unit)
    expect(Number.isSafeInteger(item.typicalQuantity) && item.typicalQuantity > 0, item.id).toBe(true)
    for (const name of Object.values(item.names)) expect(name.trim()).not.toBe('')
    for (const kind of item.oftenFor ?? []) expect(vulnerabilities).toContain(kind)
    if (item.competence !== undefined) expect(findCompetence(item.competence), item.competence).toBeDefined()
    expect(item.competence === undefined, item.id).toBe(item.group !== 'service')
  }
})

test('goods have a weight and a size in whole numbers, services have none', () => {
  for (const item of items) {
    for (const size of [item.gramsPerThousand, item.millilitresPerThousand]) {
      expect(Number.isSafeInteger(size), item.id).toBe(true)
      expect(size > 0, item.id).toBe(item.group !== 'service')
    }
    const alone = item.unit === 'gram' || item.unit === 'millilitre' ? (item.packs?.[0]?.quantity ?? 0) : 1
    if (gramsOf(item, alone) >= 20_000) expect(item.heavy, item.id).toBe(true)
    // Nothing is denser than iron, and nothing but feathers is lighter than bedding.
    const density = item.gramsPerThousand / Math.max(1, item.millilitresPerThousand)
    if (item.group !== 'service') expect(density > 0.02 && density < 5, `${item.id}: ${density}`).toBe(true)
  }
  const blanket = findItem('blanket')
  expect(blanket && [gramsOf(blanket, 40), millilitresOf(blanket, 40)]).toEqual([60_000, 280_000])
})

test('packs, attributes and substitutes of the list fit together', () => {
  for (const item of items) {
    const sizes = item.packs?.map(({ quantity }) => quantity) ?? []
    expect(sizes, item.id).toEqual(sizes.toSorted((a, b) => a - b))
    for (const { form, quantity } of item.packs ?? []) {
      expect(packForms).toContain(form)
      expect(Number.isSafeInteger(quantity) && quantity > 0, item.id).toBe(true)
    }
    for (const one of item.attributes ?? []) expect(attributeIds).toContain(one)
    const costs = item.substitutes?.map(({ costPercent }) => costPercent) ?? []
    expect(costs, item.id).toEqual(costs.toSorted((a, b) => a - b))
    for (const { item: other, costPercent } of item.substitutes ?? []) {
      expect(other, item.id).not.toBe(item.id)
      expect(findItem(other)?.unit, `${item.id} by ${other}`).toBe(item.unit)
      expect(Number.isSafeInteger(costPercent) && costPercent >= 0 && costPercent <= 100, item.id).toBe(true)
    }
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
  ['Dry Rations', 'ready-ration'],
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

const missed = (wordings: readonly Wording[]): string[] =>
  wordings.flatMap(([words, id]) => {
    const found = matchItems(words).map(({ item }) => item.id)
    return found.slice(0, 3).includes(id) ? [] : [`${words}: ${id}, got ${found.join(', ')}`]
  })

test('of 300 wordings people used, nine in ten find their item among the first three', () => {
  expect(heldOutWordings.length + tunedWordings.length).toBeGreaterThanOrEqual(300)
  for (const wordings of [heldOutWordings, tunedWordings]) {
    const misses = missed(wordings)
    expect(1 - misses.length / wordings.length, misses.join('\n')).toBeGreaterThanOrEqual(0.9)
  }
})

test.each([
  'деньги',
  'денги',
  'нужны деньги на лекарства',
  'денежная помощь',
  'скиньте на карту пожалуйста',
  '50000 тенге',
  'ақша керек',
  'акша',
  'қаржылай көмек',
  'aqsha',
  'cash',
  'money for food',
  'kaspi gold номер',
])('%s is money, which is no item', (words) => {
  expect(nameOf(words)).toEqual({ kind: 'money' })
})

test.each([
  ['продукты на 5000 тенге', 'food-parcel'],
  ['кошачий корм', 'cat-food'],
])('%s names a thing all the same', (words, id) => {
  expect(matchItem(words)?.item.id).toBe(id)
})

test.each(['водка', 'арақ', 'vodka', 'пиво', 'сигареты', 'темекі', 'насвай', 'патроны', 'ружье', 'gun', 'наркотики'])(
  '%s is never goods',
  (words) => {
    expect(nameOf(words)).toEqual({ kind: 'nothing' })
  },
)

test('a cry for help is no thing', () => {
  const taken = saidInDanger.filter((words) => readLine(words)?.item !== null)
  expect(taken).toEqual([])
})

test('while it is typed, an item shows after a few letters', () => {
  for (const [letters, id] of [
    ['одея', 'blanket'],
    ['карто', 'potatoes'],
    ['памп', 'diapers'],
    ['көрп', 'blanket'],
    ['generat', 'generator'],
  ] as const) {
    const named = nameOf(letters, { typing: true })
    expect(named.kind === 'items' && named.matches.map(({ item }) => item.id), letters).toContain(id)
  }
})
