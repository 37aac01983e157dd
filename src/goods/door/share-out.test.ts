import { expect, test } from 'vitest'
import { type FreeLine, shareOut } from './share-out'

const oral = { latitude: 51.23, longitude: 51.37 }
const due = Temporal.Instant.from('2026-11-23T10:00:00Z')
const line = (lineId: string, overrides: Partial<FreeLine> = {}): FreeLine => ({
  lineId,
  itemId: 'blanket',
  free: 10,
  rank: 2,
  dueAt: due,
  point: oral,
  localityId: null,
  ...overrides,
})
const order = (...lines: FreeLine[]) =>
  shareOut(lines, 1000, ['blanket', 'sleeping-bag'], oral).map(({ lineId }) => lineId)

test('what keeps somebody alive comes first, then what is due, then what is near', () => {
  const far = { latitude: 49.1, longitude: 51.9 }
  expect(
    order(
      line('near'),
      line('far', { point: far }),
      line('nowhere', { point: undefined }),
      line('soon', { dueAt: due.subtract({ hours: 1 }), point: far }),
      line('alive', { rank: 1, dueAt: due.add({ hours: 48 }), point: far }),
    ),
  ).toEqual(['alive', 'soon', 'near', 'far', 'nowhere'])
})

test('a line that takes it instead waits behind lines that ask for it', () => {
  expect(order(line('instead', { itemId: 'sleeping-bag', rank: 0 }), line('own'))).toEqual(['own', 'instead'])
})

test('never more to a line than is free, and no more than is offered', () => {
  expect(
    shareOut([line('a', { free: 3 }), line('b', { free: 0 }), line('c', { free: 9 })], 7, ['blanket'], oral),
  ).toEqual([
    { lineId: 'a', quantity: 3 },
    { lineId: 'c', quantity: 4 },
  ])
})
