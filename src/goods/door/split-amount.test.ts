import { expect, test } from 'vitest'
import { splitAmount } from './split-amount'

test.each([
  ['100 blankets', 'blankets', '100'],
  ['одеяла тёплые — 40 шт.', 'одеяла тёплые', '40 шт'],
  ['су 20 литр', 'су', '20 литр'],
  ['  - сапоги 42 размер, 3 пары', 'сапоги 42 размер', '3 пары'],
  ['3. Көрпе 15 дана', 'Көрпе', '15 дана'],
  ['1 000 кг муки', 'муки', '1 000 кг'],
  ['rice 2,5 kg', 'rice', '2,5 kg'],
  ['toothbrushes x 200', 'toothbrushes', '200'],
  ['памперсы', 'памперсы', ''],
  ['шт 5', 'шт', '5'],
  ['', '', ''],
])('«%s» is %s and %s', (line, thing, amount) => {
  expect(splitAmount(line)).toEqual({ thing, amount })
})
