import { expect, test } from 'vitest'
import { editDistance } from './edit-distance'
import { foldWords } from './fold-words'
import { nearestPhrases } from './nearest-phrase'

test('one word reads the same from every keyboard', () => {
  expect(foldWords('Көрпе')).toEqual(foldWords('korpe'))
  expect(foldWords('қалам')).toEqual(foldWords('калам'))
  expect(foldWords('Жұмыс')).toEqual(foldWords('zhumys'))
  expect(foldWords('пожар')).toEqual(foldWords('pozhar'))
  // The first letter of each is Latin.
  expect([foldWords('cмесь'), foldWords('pис')]).toEqual([foldWords('смесь'), foldWords('рис')])
  expect(foldWords('  Су, нан!  ')).toEqual(['su', 'nan'])
  expect(foldWords('👕🍞')).toEqual([])
})

test('a swap of neighbours is one edit', () => {
  expect(editDistance('voda', 'vdoa')).toBe(1)
  expect(editDistance('voda', 'voda')).toBe(0)
  expect(editDistance('abcdefghijkl', 'x')).toBe(9)
  expect(editDistance('kitten', 'sitting')).toBe(3)
  expect(editDistance('kitten', 'sitting', 2)).toBe(3)
  expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3)
})

const near = nearestPhrases(
  [
    { key: 'bread', phrase: 'нан' },
    { key: 'bread', phrase: 'хлеб' },
    { key: 'bread', phrase: 'bread' },
    { key: 'boat', phrase: 'моторная лодка' },
    { key: 'boat', phrase: 'motor boat' },
    { key: 'car', phrase: 'легковая машина' },
  ],
  ['нужен', 'help'],
)

test('endings, misspelling and extra words do not hide a phrase', () => {
  expect(near('хлеба')[0]?.key).toBe('bread')
  expect(near('очень нужен хлеб на сегодня')[0]?.key).toBe('bread')
  expect(near('с моторной лодкой')[0]?.key).toBe('boat')
  expect(near('Moter Boats')[0]?.key).toBe('boat')
  expect(near('нан')[0]).toEqual({ key: 'bread', score: 1 })
})

test('a word still being typed finds what it begins', () => {
  expect(near('моторная лод', { typing: true })[0]?.key).toBe('boat')
  expect(near('bre')).toEqual([])
  expect(near('bre', { typing: true })[0]?.key).toBe('bread')
})

test('of two that sound alike, the one said letter for letter comes first', () => {
  const both = nearestPhrases([
    { key: 'a-cover', phrase: 'тент' },
    { key: 'shelter', phrase: 'tent' },
  ])
  expect(both('tent').map(({ key }) => key)).toEqual(['shelter', 'a-cover'])
  expect(both('тент').map(({ key }) => key)).toEqual(['a-cover', 'shelter'])
})

test('nothing near is nothing, and noise alone is nothing', () => {
  expect(near('пианино')).toEqual([])
  expect(near('help')).toEqual([])
  expect(near('')).toEqual([])
})
