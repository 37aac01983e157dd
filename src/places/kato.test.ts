import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unwrap } from '../kit/result'
import { readTableFile } from '../kit/table-file'
import { ancestorsOf, levelOf, parseKato } from './kato'
import { plainKatoName } from './kato-name'

const read = async (csv: string) => unwrap(await readTableFile(Buffer.from(csv)))

const REGISTER = `kato,kato_version,level,type_code,name_ru,name_kk
310000000,NK RK 11-2025,oblast,0,Жамбылская область,Жамбыл облысы
315000000,NK RK 11-2025,district,2,район Турара Рыскулова,Тұрар Рысқұлов ауданы
315043000,NK RK 11-2025,sub_district,2,Луговской с.о.,Луговой а.о.
315043100,NK RK 11-2025,settlement,2,с.Луговое,Луговое а.
750000000,NK RK 11-2025,oblast,1,г.Алматы,Алматы қ.
751110000,NK RK 11-2025,sub_district,1,Алмалинский район,Алмалы ауданы
`

test('the register is read with the unit above each unit, over levels it leaves out', async () => {
  const { places, reported } = unwrap(parseKato(await read(REGISTER)))
  expect(reported).toEqual([])
  expect(places.map(({ kato, level, parent }) => [kato, level, parent])).toEqual([
    ['310000000', 'region', undefined],
    ['315000000', 'district', '310000000'],
    ['315043000', 'sub-district', '315000000'],
    ['315043100', 'settlement', '315043000'],
    ['750000000', 'region', undefined],
    ['751110000', 'sub-district', '750000000'],
  ])
  expect(places[3]).toMatchObject({
    line: 5,
    official: { kk: 'Луговое а.', ru: 'с.Луговое' },
    names: { kk: 'Луговое', ru: 'Луговое' },
  })
})

test('other headers are understood, or named by a mapping; a file that is something else is refused', async () => {
  const official = 'te;kaz_name;rus_name\n310000000;Жамбыл облысы;Жамбылская область\n'
  expect(unwrap(parseKato(await read(official))).places).toHaveLength(1)
  const own = 'Нысан;Қазақша;Орысша\n310000000;Жамбыл облысы;Жамбылская область\n'
  const mapping = { kato: 'нысан', name_kk: 'Қазақша', name_ru: 'Орысша' }
  expect(unwrap(parseKato(await read(own), mapping)).places).toHaveLength(1)
  expect(parseKato(await read('name,phone\nЛина,1\n'))).toEqual({
    ok: false,
    error: { kind: 'columns-missing', columns: ['kato', 'name_kk', 'name_ru'], header: ['name', 'phone'] },
  })
})

test('every bad row is reported with its line, column, what was expected and what came', async () => {
  const rows = [
    '310000000,x,oblast,0,Жамбылская область,Жамбыл облысы',
    '31500000,x,district,2,короткий код,қысқа код',
    '315043100,x,district,2,с.Луговое,Луговое а.',
    '315043300,x,settlement,2,с.Луговое,',
    '315043400,x,settlement,2,,Луговое а.',
    '310000000,x,oblast,0,Жамбылская область,Жамбыл облысы',
    '555043100,x,settlement,2,с.Без области,Облыссыз а.',
    '315043500,x,settlement,2,с.Лишнее,Артық а.,лишняя ячейка',
    '315043600,x,planet,2,с.Марс,Марс а.',
  ]
  const table = await read(`kato,kato_version,level,type_code,name_ru,name_kk\n${rows.join('\n')}\n`)
  const { places, reported } = unwrap(parseKato(table))
  expect(places.map((place) => place.line)).toEqual([2])
  expect(reported).toEqual([
    { line: 3, column: 'kato', expected: 'a code of 9 digits with zeros below its level', got: '31500000' },
    { line: 4, column: 'level', expected: 'settlement, as the digits of 315043100 say', got: 'district' },
    { line: 5, column: 'name_kk', expected: 'the name in Kazakh', got: '' },
    { line: 6, column: 'name_ru', expected: 'the name in Russian', got: '' },
    { line: 7, column: 'kato', expected: 'a code once; line 2 has it too', got: '310000000' },
    { line: 8, column: 'kato', expected: 'a region 550000000 in the register', got: '555043100' },
    { line: 9, column: '', expected: '6 cells, as in the header', got: '7 cells' },
    { line: 10, column: 'level', expected: 'settlement, as the digits of 315043600 say', got: 'planet' },
  ])
})

test('a file of one district leans on what is known already', async () => {
  const table = await read('kato,name_kk,name_ru\n315043100,Луговое а.,с.Луговое\n')
  expect(unwrap(parseKato(table, {}, new Set(['315000000']))).places[0]?.parent).toBe('315000000')
})

test('the unit above is always a unit of a higher level', () => {
  const order = ['region', 'district', 'sub-district', 'settlement']
  fc.assert(
    fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), (number) => {
      const kato = String(number)
      for (const above of ancestorsOf(kato)) {
        expect(order.indexOf(levelOf(above) ?? '')).toBeLessThan(order.indexOf(levelOf(kato) ?? ''))
      }
    }),
  )
  expect(levelOf('012345678')).toBeUndefined()
  expect(ancestorsOf('310000000')).toEqual([])
})

test('abbreviations are taken off for display, whole words stay', () => {
  const cases: [written: string, plain: string][] = [
    ['с.Жамбыл', 'Жамбыл'],
    ['Жамбыл а.', 'Жамбыл'],
    ['г.Семей', 'Семей'],
    ['Семей Г.А.', 'Семей'],
    ['Семей Қ.Ә.', 'Семей'],
    ['с. Аксу', 'Аксу'],
    ['Сайотес  а.о.', 'Сайотес'],
    ['с.о.Обаған', 'Обаған'],
    ['п.а.Жаңаарқа', 'Жаңаарқа'],
    ['а.Ақтас', 'Ақтас'],
    ['п.С.Сейфуллин', 'С.Сейфуллин'],
    ['Б.Момышұлы атын.а.', 'Б.Момышұлы'],
    ['Б.Момышұлы атын.а.о.', 'Б.Момышұлы'],
    ['Абайский район', 'Абайский район'],
    ['Абай ауданы', 'Абай ауданы'],
    ['зимовка Акжарык', 'зимовка Акжарык'],
    ['уч.Тума', 'Тума'],
    ['Тума уч.', 'Тума'],
    ['с.', 'с.'],
  ]
  for (const [written, plain] of cases) expect(plainKatoName(written)).toBe(plain)
})
