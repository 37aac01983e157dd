import { expect, test } from 'vitest'
import { translator } from '../web'
import { sayQuantity } from './quantity'

const v = { t: translator('en') }

test.each([
  [0, 'millilitre', '0 litres'],
  [500, 'millilitre', '500 millilitres'],
  [20_000, 'millilitre', '20 litres'],
  [0, 'minute', '0 hours'],
])('%i of %s is said as %s', (quantity, unit, words) => {
  expect(sayQuantity(v, quantity, unit)).toBe(words)
})
