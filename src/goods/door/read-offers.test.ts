import { expect, test } from 'vitest'
import { unwrap } from '../../kit/result'
import { readTableFile } from '../../kit/table-file'
import { linesOfTable } from './offers-of-table'
import { readOffers } from './read-offers'

const read = (text: string) =>
  readOffers(text).map((offer) =>
    offer.kind === 'item' ? `${offer.item.id} ${offer.quantity}` : offer.kind === 'unknown' ? 'unknown' : offer.kind,
  )

test('a list in any of the languages is understood line by line', () => {
  expect(read('100 blankets\nодеяла 40 шт\n\nсу 20 литр; мука 5 кг\nкөрпе')).toEqual([
    'blanket 100',
    'blanket 40',
    'drinking-water 20000',
    'flour 5000',
    'blanket undefined',
  ])
})

test('a line that names several things is several, and one thing with a comma in it stays one', () => {
  expect(read('20 toothbrushes, 1 cool box')).toEqual(['toothbrush 20', 'cooler-box 1'])
  expect(read('одеяла 10 шт,подушки 5 шт и мыло 3')).toEqual(['blanket 10', 'pillow 5', 'soap 3'])
  expect(read('30 zzqwr, 40 blankets')).toEqual(['unknown', 'blanket 40'])
  expect(read('көрпе мен жастық')).toEqual(['blanket undefined', 'pillow undefined'])
  expect(read('Tea, sugar, salt 4')).toEqual(['sugar-salt-tea 4'])
  expect(read('одеяла тёплые, новые — 40 шт')).toEqual(['blanket 40'])
  expect(read('мука 1,5 кг')).toEqual(['flour 1500'])
})

test('money is no thing, in any language; food for money still is food', () => {
  expect(read('ақша 5000 теңге\nденьги\nмогу перевести 5000 тенге\ncash 20')).toEqual([
    'money',
    'money',
    'money',
    'money',
  ])
  expect(read('бағасы 5000 теңгеге нан')).toEqual([expect.stringContaining('bread')])
})

test('what is no thing, no amount of it or no word we know is told apart', () => {
  expect(read('blankets 5 kg\nqwrtp zzz 3\nhelp with cleaning the house')).toEqual([
    'wrong-amount',
    'unknown',
    'service',
  ])
})

const sheet = async (text: string) => read(linesOfTable(unwrap(await readTableFile(Buffer.from(text)))))

test('a sheet is read by its headings, and as it stands without them', async () => {
  expect(await sheet('№;Наименование;Кол-во;Ед.\n1;Одеяла;40;шт\n2;Мука;5;кг\n')).toEqual(['blanket 40', 'flour 5000'])
  expect(await sheet('blankets,100\nflour,5 kg\n')).toEqual(['blanket 100', 'flour 5000'])
})

test('a long list is cut', () => {
  expect(readOffers('blanket\n'.repeat(1000))).toHaveLength(60)
})
