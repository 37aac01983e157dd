import { expect, test } from 'vitest'
import type { FreeLine } from '../door/share-out'
import { type FreeLot, matchStock } from './match-stock'

const oral = { latitude: 51.23, longitude: 51.37 }
const aksai = { latitude: 51.17, longitude: 53.0 }
const now = Temporal.Instant.from('2026-11-22T10:00:00Z')
const lot = (lotId: string, overrides: Partial<FreeLot> = {}): FreeLot => ({
  lotId,
  siteId: 's',
  itemId: 'blanket',
  unit: 'piece',
  free: 10,
  expiresOn: undefined,
  point: oral,
  zone: 'Asia/Oral',
  ...overrides,
})
const line = (lineId: string, overrides: Partial<FreeLine> = {}): FreeLine => ({
  lineId,
  itemId: 'blanket',
  free: 10,
  rank: 4,
  dueAt: now.add({ hours: 100 }),
  point: oral,
  localityId: 'oral',
  ...overrides,
})
const match = (lots: FreeLot[], lines: FreeLine[]) => {
  const { matches, short } = matchStock(lots, lines, oral, now)
  return {
    given: matches.map(({ lotId, lineId, quantity }) => `${lotId}>${lineId} ${quantity}`).sort(),
    short: short.map(({ lineId, missing }) => `${lineId} ${missing}`),
  }
}

test('what keeps somebody alive is served first, and what is short is shared evenly between settlements', () => {
  expect(match([lot('a')], [line('later'), line('alive', { rank: 1, free: 8 })])).toEqual({
    given: ['a>alive 8', 'a>later 2'],
    short: ['later 8'],
  })
  expect(match([lot('a')], [line('x'), line('y', { localityId: 'aksai', point: aksai })]).given).toEqual([
    'a>x 5',
    'a>y 5',
  ])
})

test('what expires first goes first, and what expires before it is due does not go at all', () => {
  const soon = lot('soon', { expiresOn: Temporal.PlainDate.from('2026-11-30') })
  const over = lot('over', { expiresOn: Temporal.PlainDate.from('2026-11-23') })
  expect(match([lot('keeps'), soon, over], [line('x')]).given).toEqual(['soon>x 10'])
})

test('a substitute goes where the right thing is missing, and flour is matched by the kilogram', () => {
  expect(match([lot('bag', { itemId: 'sleeping-bag' })], [line('x')]).given).toEqual(['bag>x 10'])
  const flour = { itemId: 'flour', unit: 'gram' }
  expect(match([lot('f', { ...flour, free: 7400 })], [line('x', { itemId: 'flour', free: 5500 })]).given).toEqual([
    'f>x 5000',
  ])
})

test('the plan is proved to be the best', () => {
  expect(matchStock([lot('a')], [line('x')], oral, now).isBest).toBe(true)
  expect(matchStock([], [line('x')], oral, now).matches).toEqual([])
})
