import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { loadTableFile, type TableFile } from '../../kit/table-file'
import { findItem, gramsOf, matchItems, millilitresOf } from '../../needs'
import { asImport } from './as-import'
import { importItems } from './import-items'
import { recognizeMapping } from './mapping'
import type { ImportOptions } from './report'

let world: World
let d: District
let table: TableFile
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  table = unwrap(await loadTableFile('test/imagined/catalogue/items.csv'))
})

const run = async (file: TableFile, options: Partial<ImportOptions> = {}) => {
  const mapping = recognizeMapping('items', file.header)
  expect(mapping?.name).toBe('ifrc-items')
  const { report } = unwrap(
    await importItems(asImport(world.system), file, mapping?.items ?? { columns: {}, groups: {}, prescription: [] }, {
      file: 'items.csv',
      apply: true,
      allOrNothing: false,
      source: 'ifrc',
      onProgress: () => {},
      ...options,
    }),
  )
  expect(report.rows).toBe(
    report.created + report.updated + report.unchanged + new Set(report.reported.map(({ line }) => line)).size,
  )
  await world.app.journal.caughtUp()
  return report
}
const kinds = async () => (await world.entries()).map(({ kind }) => kind).filter((kind) => kind.startsWith('item.'))

test('a dry run and an import that must be whole write nothing, and say why row by row', async () => {
  const dry = await run(table, { apply: false })
  expect(dry).toMatchObject({ kind: 'items', applied: false, rows: 8, created: 4, updated: 0, unchanged: 0 })
  expect(dry.reported).toEqual([
    { line: 6, column: 'item code', expected: 'a family that the mapping gives a group to', got: 'LPMDX1' },
    { line: 7, column: 'item description', expected: 'a name', got: 'nothing' },
    { line: 8, column: 'weight kg', expected: 'kilograms from 0 to 100000', got: 'heavy' },
    { line: 9, column: 'volume litre', expected: 'a measure of at most 1000000 litres', got: '1000001' },
  ])
  expect(await run(table, { allOrNothing: true })).toMatchObject({ applied: false })
  expect(await kinds()).toEqual([])
  expect(findItem('ifrc-hsheblanx1')).toBeUndefined()
})

test('items of another catalogue are found, weighed and asked for like our own, in the running process', async () => {
  expect(await run(table)).toMatchObject({ applied: true, created: 4 })
  expect(await kinds()).toEqual(Array.from({ length: 4 }, () => 'item.added'))
  const blanket = findItem('ifrc-hsheblanx1')
  expect(blanket).toMatchObject({ group: 'bedding', unit: 'piece', untranslated: ['kk', 'ru'] })
  expect(blanket?.names).toMatchObject({ kk: 'BLANKET, woven, wool, 1.5 x 2 m' })
  expect(blanket && [gramsOf(blanket, 10), millilitresOf(blanket, 10)]).toEqual([16_000, 75_000])
  const bucket = findItem('ifrc-hconbuckx9')
  expect(bucket && millilitresOf(bucket, 1)).toBe(27_000)
  expect(findItem('ifrc-egenx20')?.heavy).toBe(true)
  expect(findItem('ifrc-dorax5')).toMatchObject({ prescription: true, healthRelated: true })
  expect(matchItems('generator on trailer, diesel 20 kva')[0]?.item.id).toBe('ifrc-egenx20')
  expect(matchItems('blanket')[0]?.item.id).toBe('blanket')
  const visitor = await world.browser()
  expect(await (await visitor.get('/items/ifrc-hsheblanx1')).text()).toContain('1 piece: 1.6 kg')
  const asked = await visitor.post('/ask/send', {
    kind: 'things',
    line1: 'GENERATOR diesel 20 kVA on trailer',
    line1_item: 'ifrc-egenx20',
    amount1: '1',
    place: d.localityId,
    place_q: 'Oral',
    home: 'no',
    when: 'today',
    reach: 'none',
  })
  expect(asked.status).toBe(200)
  const lines = await world.db.selectFrom('need_lines').select(['item_id', 'unit']).execute()
  expect(lines).toEqual([{ item_id: 'ifrc-egenx20', unit: 'piece' }])
})

test('imported again, only what changed is changed, and a name that a person translated stays', async () => {
  expect(await run(table)).toMatchObject({ created: 0, updated: 0, unchanged: 4 })
  const rows = table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (cell === '1.6' ? '1.7' : cell)),
  }))
  expect(await run({ ...table, rows })).toMatchObject({ created: 0, updated: 1, unchanged: 3 })
  expect(findItem('ifrc-hsheblanx1')?.gramsPerThousand).toBe(1_700_000)
  expect((await kinds()).at(-1)).toBe('item.changed')
})

test('two rows of one code, and a file that is no catalogue, are told apart', async () => {
  const [first, ...rest] = table.rows
  const twice = first === undefined ? [] : [first, { ...first, line: 99 }, ...rest]
  const { reported } = await run({ ...table, rows: twice })
  expect(reported.find(({ line }) => line === 99)).toMatchObject({ expected: 'another code than line 2' })
  const strange = await importItems(
    asImport(world.system),
    { ...table, header: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] },
    { columns: {}, groups: {}, prescription: [] },
    {
      file: 'x.csv',
      apply: true,
      allOrNothing: false,
      source: 'x',
      onProgress: () => {},
    },
  )
  expect(strange).toMatchObject({ ok: false, error: { kind: 'columns-unknown' } })
})
